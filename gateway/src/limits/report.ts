import type { LocalizedMessage } from '@campusgraph/errors';
import { type ASTNode, GraphQLError, type ValidationContext } from 'graphql';

/** Reports what is wrong with a document, by a code of our own and in both languages (`formatError` chooses one). */
export const reportRefusal = (
  context: ValidationContext,
  node: ASTNode,
  { code, messages }: { code: string; messages: LocalizedMessage },
): void =>
  context.reportError(new GraphQLError(messages.en, { nodes: [node], extensions: { limitCode: code, messages } }));
