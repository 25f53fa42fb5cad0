import type { MatterDefinition, Step } from './define-matter.ts';
import type { Party } from './parties.ts';
import { ENDED, type Status } from './state.ts';
import { statusTitleOf } from './words.zh.ts';

const PARTY_TITLES: Record<Party, string> = {
  reporter: '反映人',
  joined: '一起跟进的人',
  holder: '办理单位',
  'holding-station': '在办的村服务站',
  assignee: '承办的镇办或部门',
  dispatcher: '分派员',
  centre: '镇民生服务中心',
  station: '村服务站',
  helper: '协办单位',
  participant: '参与单位',
  supervisor: '督查员',
  system: '系统',
};

const nameOf = (status: Status): string => status.replaceAll('-', '_');
const titleOf = (step: Step): string => step.title.replaceAll('，', ' ');

/** The steps that lead from one status to another, in the order of the definition. */
function moves(definition: MatterDefinition): { from: Status; to: Status; titles: string[] }[] {
  const found = new Map<string, { from: Status; to: Status; titles: string[] }>();
  for (const step of Object.values(definition.steps)) {
    if (step.to === 'same') continue;
    for (const from of step.from) {
      const move = found.get(`${from} ${step.to}`) ?? { from, to: step.to, titles: [] };
      found.set(`${from} ${step.to}`, move);
      move.titles.push(titleOf(step));
    }
  }
  return [...found.values()];
}

/** A kind of matter as a Mermaid state diagram: its statuses, and the steps that lead from one to the next. */
export function mermaidOf(definition: MatterDefinition): string {
  const used = new Set<Status>([definition.start]);
  for (const { from, to } of moves(definition)) used.add(from).add(to);
  return [
    'stateDiagram-v2',
    ...[...used].map((status) => `  ${nameOf(status)}: ${statusTitleOf(definition, status)}`),
    `  [*] --> ${nameOf(definition.start)}`,
    ...moves(definition).map(({ from, to, titles }) => `  ${nameOf(from)} --> ${nameOf(to)}: ${titles.join(' / ')}`),
    ...[...used].filter((status) => ENDED.includes(status)).map((status) => `  ${nameOf(status)} --> [*]`),
  ].join('\n');
}

/** Every step as a row: what it is called, from where to where, whose it is, and the clause. */
export function stepTableOf(definition: MatterDefinition): string {
  const rows = Object.entries(definition.steps).map(([name, step]) => {
    const from = step.from.map((status) => statusTitleOf(definition, status)).join('、');
    const to = step.to === 'same' ? '不变' : statusTitleOf(definition, step.to);
    return `| \`${name}\` | ${step.title} | ${from} | ${to} | ${step.by.map((party) => PARTY_TITLES[party]).join('、')} | ${step.clause} |`;
  });
  return ['| Step | 名称 | 从 | 到 | 谁 | Clause |', '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
}

/** The page of a kind for the documentation. */
export function pageOf(definition: MatterDefinition): string {
  return `# ${definition.title} (\`${definition.kind}\`, version ${definition.version}, clause ${definition.clause})

Drawn from \`domain/matters/${definition.kind}/\` by \`npm run generate\`; change the definition, not this page.

\`\`\`mermaid
${mermaidOf(definition)}
\`\`\`

Steps that leave the status as it is stand only in the table.

${stepTableOf(definition)}
`;
}
