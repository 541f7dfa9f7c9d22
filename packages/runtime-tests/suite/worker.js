// workerd: the places come as a request, the results go out as its answer.
import { runSuite } from "./suite.js";

export default {
  async fetch(request) {
    return Response.json(await runSuite(await request.json()));
  },
};
