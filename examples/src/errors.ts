// An API error has a `kind` for the program to branch on, and a `remedy` for its reader.
import { createClient, FeishuApiError, FeishuConnectionError } from "@feishu-openapi/client";
import { startMock } from "@feishu-openapi/mock";

await using mock = await startMock({ app: { botAbility: false } });
const feishu = createClient({ token: "t-anything-the-mock-accepts", baseUrl: mock.url });

try {
  await feishu.im.v1.chat.list();
} catch (error) {
  if (error instanceof FeishuApiError && error.kind === "permission")
    console.log(`${error.message}\n${error.remedy}`);
  else if (error instanceof FeishuConnectionError) console.log("Feishu cannot be reached; retry later");
  else throw error;
}
