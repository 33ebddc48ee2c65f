import type { ASTVisitor, ValidationContext } from 'graphql';
import { reportRefusal } from './report.ts';

/** graphql-js notices an operation that the schema does not have only when it is executed. */
export const noSubscriptions = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    reportRefusal(context, node, {
      code: 'OPERATION_NOT_SUPPORTED',
      messages: {
        en: `The graph has no ${node.operation}s.`,
        'zh-CN': `本图不支持 ${node.operation} 操作。`,
      },
    });
  },
});
