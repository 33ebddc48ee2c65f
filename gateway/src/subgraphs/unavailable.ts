import type { GraphQLFormattedError } from 'graphql';
import type { FetchedPlace } from './fetched-places.ts';

/** One error for each field that the subgraph would have answered. */
export function unavailable(subgraph: string, places: readonly FetchedPlace[]): GraphQLFormattedError[] {
  const messages = {
    en: `The service "${subgraph}" does not answer, so this part is missing. Try again shortly.`,
    'zh-CN': `服务“${subgraph}”没有响应,这部分数据暂缺,请稍后重试。`,
  };
  return places.map(({ path, count }) => ({
    message: messages.en,
    path,
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', messages, ...(count > 1 && { places: count }) },
  }));
}
