import { type Role, STAFF_ROLES } from '../../../domain/accounts/roles.ts';
import { ruleOf } from './expected.ts';
import { type Cell, mismatchesOf, type Outcome } from './matrix.ts';
import { RELATIONS } from './relations.ts';

const LETTERS: Record<Outcome, string> = {
  answered: 'A',
  shown: 'A',
  hidden: 'o',
  refused: 'R',
  declined: 'R',
  unknown: 'N',
  'not for this role': '-',
  broken: '!',
};

const COLUMNS: readonly Role[] = [...STAFF_ROLES, 'resident', 'receipt-holder', 'anyone'];

/** The letters of one role, a place for each relation; `*` where it depends on who takes part or on what is asked, a dot where nothing was asked. */
function condensed(cells: readonly Cell[]): string {
  const letters = RELATIONS.map((relation) => {
    const seen = new Set(cells.filter((cell) => cell.relation === relation).map(({ actual }) => LETTERS[actual]));
    return seen.size === 0 ? '·' : seen.size === 1 ? [...seen][0] : '*';
  });
  return letters.every((letter) => letter === '-' || letter === '·') ? '-' : letters.join('');
}

/** The matrix as a page of Markdown, one row for each operation. */
export function matrixPage(cells: readonly Cell[]): string {
  const names = [...new Set(cells.map(({ operation }) => operation))];
  const rows = names.map((name) => {
    const own = cells.filter(({ operation }) => operation === name);
    const letters = COLUMNS.map((role) => `\`${condensed(own.filter(({ caller }) => caller.role === role))}\``);
    return `| ${name} | ${letters.join(' | ')} | ${own.length} | ${ruleOf(name)?.says ?? ''} |`;
  });
  return `# The access matrix

Written by \`npm run access-matrix\`: ${cells.length} calls of the server, ${names.length} operations, ${mismatchesOf(cells).length} different from [the rules](../../server/testing/access/rules). What it promises and does not: [who may see what](who-may-see-what.md).

Five places a cell: the caller's place is the subject's **own**, lies **above** it, **below** it, beside it (**sibling**), or in **another county**. \`A\` answered, \`o\` answered with a list that does not hold it, \`R\` refused with a sentence, \`N\` not found, as if it did not exist, \`-\` not for this role, \`*\` several answers (by taking part, by who raised it, by what is asked; the rules say which), \`·\` not asked. What is about no place stands first.

| operation | ${COLUMNS.join(' | ')} | calls | rule |
|---|${COLUMNS.map(() => '---').join('|')}|---|---|
${rows.join('\n')}
`;
}
