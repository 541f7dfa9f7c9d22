// Resumes an interrupted walk: keep the token of the next page and start a new walk from it.
import { createClient } from "@feishu-openapi/client";
import { startMock } from "@feishu-openapi/mock";

await using mock = await startMock({ chats: 50 });
const { chat } = createClient({ token: "t-anything-the-mock-accepts", baseUrl: mock.url }).im.v1;

let page_token: string | undefined;
let seen = 0;
for await (const page of chat.list({ page_size: 20 }).pages()) {
  seen += page.items.length;
  page_token = page.hasNextPage ? page.data.page_token : undefined;
  break; // as if the process ended here; `page_token` was saved
}
console.log(`${seen} chats before the interruption`);

// There is no token after the last page: the walk was complete.
if (page_token) for await (const _chat of chat.list({ page_size: 20, page_token })) seen += 1;
console.log(`${seen} chats in total`);
