import { type ASTVisitor, Kind, type NameNode, type ValidationRule } from 'graphql';
import { reportRefusal } from './report.ts';

/** Enough of an overlong name to find it again. */
const SHOWN = 20;

/**
 * `__typename: name` is valid GraphQL and makes a gateway take a name for a type; `__proto__` is no name to keep things
 * under. Names that begin with two underscores are reserved by the specification, so no honest client loses anything.
 */
const isReserved = (name: NameNode | undefined): name is NameNode => name?.value.startsWith('__') === true;

/** Refuses names of the client's own that are reserved, and any that are overlong. */
export const acceptableNames =
  (maxCharacters: number): ValidationRule =>
  (context): ASTVisitor => {
    const refuseReserved = (name: NameNode | undefined) => {
      if (!isReserved(name)) return;
      reportRefusal(context, name, {
        code: 'RESERVED_NAME',
        messages: {
          en: `The name "${name.value.slice(0, SHOWN)}" begins with "__", which is reserved. Choose another.`,
          'zh-CN': `名称“${name.value.slice(0, SHOWN)}”以“__”开头,属于保留名称,请更换。`,
        },
      });
    };
    return {
      Field({ alias, name }) {
        if (!isReserved(alias) || alias.value === name.value) return;
        reportRefusal(context, alias, {
          code: 'RESERVED_ALIAS',
          messages: {
            en: `The alias "${alias.value.slice(0, SHOWN)}" begins with "__", which is reserved. Choose another.`,
            'zh-CN': `别名“${alias.value.slice(0, SHOWN)}”以“__”开头,属于保留名称,请更换。`,
          },
        });
      },
      OperationDefinition: ({ name }) => refuseReserved(name),
      FragmentDefinition: ({ name }) => refuseReserved(name),
      VariableDefinition: ({ variable }) => refuseReserved(variable.name),
      [Kind.NAME](name) {
        if (name.value.length <= maxCharacters) return;
        reportRefusal(context, name, {
          code: 'NAME_TOO_LONG',
          messages: {
            en: `The name "${name.value.slice(0, SHOWN)}…" has ${name.value.length} characters; ${maxCharacters} are allowed.`,
            'zh-CN': `名称“${name.value.slice(0, SHOWN)}…”有 ${name.value.length} 个字符,最多允许 ${maxCharacters} 个。`,
          },
        });
      },
    };
  };
