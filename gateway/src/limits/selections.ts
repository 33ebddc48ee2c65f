import type { ASTVisitor, SelectionSetNode, ValidationRule } from 'graphql';
import { reportRefusal } from './report.ts';

/** Refuses an operation with more selections, once all fragments are expanded, than the planner should go through. */
export const boundedSelections =
  (limit: number): ValidationRule =>
  (context): ASTVisitor => {
    const inFragments = new Map<string, number>();
    const inFragment = (name: string): number => {
      const known = inFragments.get(name);
      if (known !== undefined) return known;
      // A fragment that spreads itself is refused by another rule; here it must only come to an end.
      inFragments.set(name, 0);
      const fragment = context.getFragment(name);
      const count = fragment ? countOf(fragment.selectionSet) : 0;
      inFragments.set(name, count);
      return count;
    };
    const countOf = ({ selections }: SelectionSetNode): number =>
      selections.reduce((sum, selection) => {
        if (selection.kind === 'FragmentSpread') return sum + 1 + inFragment(selection.name.value);
        return sum + 1 + (selection.selectionSet ? countOf(selection.selectionSet) : 0);
      }, 0);
    return {
      OperationDefinition(node) {
        if (countOf(node.selectionSet) <= limit) return;
        reportRefusal(context, node, {
          code: 'GRAPHQL_VALIDATION_FAILED',
          messages: {
            en: `With all its fragments the operation selects more than ${limit} fields. Split it.`,
            'zh-CN': `展开所有片段后,该操作选择的字段超过 ${limit} 个,请拆分。`,
          },
        });
      },
    };
  };
