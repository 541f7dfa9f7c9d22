// For workerd: reads the servers from the request, returns the results as the response.
import { runSuite } from "./suite.js";

export default {
  async fetch(request) {
    return Response.json(await runSuite(await request.json()));
  },
};
