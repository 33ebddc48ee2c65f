import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/**
 * `__typename: name` is valid GraphQL and makes a gateway take a name for a type. Names that begin with two underscores
 * are reserved by the specification, so no honest client loses anything.
 */
export const noReservedAliases = (context: ValidationContext): ASTVisitor => ({
  Field(node) {
    if (!node.alias?.value.startsWith('__') || node.alias.value === node.name.value) return;
    const messages = {
      en: `The alias "${node.alias.value}" begins with "__", which is reserved. Choose another.`,
      'zh-CN': `别名“${node.alias.value}”以“__”开头,属于保留名称,请更换。`,
    };
    context.reportError(
      new GraphQLError(messages.en, { nodes: [node], extensions: { limitCode: 'RESERVED_ALIAS', messages } }),
    );
  },
});
