import type { LocalizedMessage } from '@campusgraph/errors';
import { type ASTVisitor, type ValidationRule, type ValueNode, visit } from 'graphql';
import { gatewayError } from '../errors.ts';
import type { Limits } from './limits.ts';
import { reportRefusal } from './report.ts';

type ValueLimits = Pick<Limits, 'listItems' | 'textCharacters' | 'valueDepth'>;

interface Refusal {
  code: string;
  messages: LocalizedMessage;
}

const tooDeep = (where: string, limit: number): Refusal => ({
  code: 'INPUT_TOO_DEEP',
  messages: {
    en: `${where} is more than ${limit} levels deep.`,
    'zh-CN': `${where} 的嵌套超过 ${limit} 层。`,
  },
});

const listTooLong = (where: string, found: number, limit: number): Refusal => ({
  code: 'LIST_TOO_LONG',
  messages: {
    en: `${where} has ${found} items; ${limit} are allowed. Send them in several requests.`,
    'zh-CN': `${where} 有 ${found} 项,最多允许 ${limit} 项,请分多次提交。`,
  },
});

const textTooLong = (where: string, found: number, limit: number): Refusal => ({
  code: 'TEXT_TOO_LONG',
  messages: {
    en: `${where} has ${found} characters; ${limit} are allowed.`,
    'zh-CN': `${where} 有 ${found} 个字符,最多允许 ${limit} 个。`,
  },
});

/** What no value may be, wherever it stands; its depth bounds this function's own. */
function refusalOf(value: unknown, where: string, limits: ValueLimits, level = 0): Refusal | undefined {
  if (typeof value === 'string')
    return value.length > limits.textCharacters ? textTooLong(where, value.length, limits.textCharacters) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (level >= limits.valueDepth) return tooDeep(where, limits.valueDepth);
  if (Array.isArray(value) && value.length > limits.listItems)
    return listTooLong(where, value.length, limits.listItems);
  for (const [name, item] of Object.entries(value)) {
    const inside = Array.isArray(value) ? `${where}[${name}]` : `${where}.${name.slice(0, 50)}`;
    const refusal = refusalOf(item, inside, limits, level + 1);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Throws INPUT_TOO_DEEP, LIST_TOO_LONG or TEXT_TOO_LONG naming the variable, whether the operation declares it or not. */
export function checkVariables(variables: Readonly<Record<string, unknown>>, limits: ValueLimits): void {
  for (const [name, value] of Object.entries(variables)) {
    const refusal = refusalOf(value, `$${name.slice(0, 50)}`, limits);
    if (refusal) throw gatewayError({ ...refusal, status: 400 });
  }
}

/** The same for what is written into the document, where scalars of our own would take any literal. */
export const acceptableLiterals =
  (limits: ValueLimits): ValidationRule =>
  (context): ASTVisitor => ({
    Argument(node) {
      const refusal = refusalOfLiteral(node.value, node.name.value, limits);
      if (refusal) reportRefusal(context, node, refusal);
    },
    VariableDefinition(node) {
      const refusal = node.defaultValue && refusalOfLiteral(node.defaultValue, `$${node.variable.name.value}`, limits);
      if (refusal) reportRefusal(context, node, refusal);
    },
  });

function refusalOfLiteral(value: ValueNode, where: string, limits: ValueLimits): Refusal | undefined {
  let level = 0;
  let refusal: Refusal | undefined;
  const enter = () => {
    level += 1;
    if (level > limits.valueDepth) refusal ??= tooDeep(where, limits.valueDepth);
  };
  const leave = () => {
    level -= 1;
  };
  visit(value, {
    ObjectValue: { enter, leave },
    ListValue: {
      enter(node) {
        enter();
        if (node.values.length > limits.listItems) refusal ??= listTooLong(where, node.values.length, limits.listItems);
      },
      leave,
    },
  });
  return refusal;
}
