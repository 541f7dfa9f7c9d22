// Walks all chats of a tenant, over any number of pages.
import { createClient } from "@feishu-openapi/client";
import { startMock } from "@feishu-openapi/mock";

await using mock = await startMock({ chats: 250 });
const feishu = createClient({ token: "t-anything-the-mock-accepts", baseUrl: mock.url });

let external = 0;
for await (const chat of feishu.im.v1.chat.list({ page_size: 100 })) {
  if (chat.external) external += 1;
}
console.log(`${external} of 250 chats are external`);
