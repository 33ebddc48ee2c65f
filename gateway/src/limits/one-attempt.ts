import type { ASTVisitor, ValidationRule } from 'graphql';
import type { Policies } from '../scopes/policies.ts';
import { reportRefusal } from './report.ts';

/**
 * What changes something before anybody is signed in starts from a secret (a password, a code, a one-time token), so that each of
 * them is a guess: one in a document, under whatever alias and in whatever operation or fragment.
 */
export const oneAttempt =
  (policies: Policies): ValidationRule =>
  (context): ASTVisitor => {
    let attempts = 0;
    return {
      Field(node) {
        const parent = context.getParentType();
        if (!parent || parent !== context.getSchema().getMutationType()) return;
        if (policies.has(`${parent.name}.${node.name.value}`) || node.name.value.startsWith('__')) return;
        attempts += 1;
        if (attempts !== 2) return;
        reportRefusal(context, node, {
          code: 'ONE_ATTEMPT_PER_REQUEST',
          messages: {
            en: `${node.name.value} is a second attempt without a sign-in in one request. Send them one by one.`,
            'zh-CN': `${node.name.value}:一次请求中未登录的操作只能尝试一次,请分别发送。`,
          },
        });
      },
    };
  };
