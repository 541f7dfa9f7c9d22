// An infinite list for React: useInfiniteQuery(chatsOptions(feishu)). TanStack Query aborts requests of unmounted components.
import type { FeishuClient, ImV1ChatListParams } from "@feishu-openapi/client";
import { infiniteQueryOptions } from "@tanstack/react-query";

/** Query options for pages of chats. Each page is fetched when the component asks for it. */
export function chatsOptions(feishu: FeishuClient, params: Omit<ImV1ChatListParams, "page_token"> = {}) {
  return infiniteQueryOptions({
    queryKey: ["im.v1.chat.list", params],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const { items, data, hasNextPage } = await feishu.im.v1.chat.list(
        { ...params, page_token: pageParam },
        { signal },
      );
      return { items, next: hasNextPage ? data.page_token : undefined };
    },
    getNextPageParam: ({ next }) => next,
  });
}
