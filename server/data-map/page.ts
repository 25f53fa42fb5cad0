import type { MappedTable } from './data-map.ts';

const WHOSE = { resident: 'residents', worker: 'staff', both: 'both' } as const;
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The page `docs/generated/data-map.md`: a table for each table. */
export function mapPage(tables: readonly MappedTable[]): string {
  const columns = tables.flatMap((table) => table.columns);
  const personal = columns.filter(({ about }) => about !== null).length;
  return [
    '# Data map',
    '',
    '<!-- Written by npm run generate from the migrations, their policies and the operations. -->',
    '',
    `${tables.length} tables, ${columns.length} columns, ${personal} of them about a person. \`npx linli data map\` prints the same; what is removed when: [kept data](../security/kept-data.md).`,
    'Rows are further narrowed by what each operation permits; the last line of a table names the modules that ask it and the roles their operations are open to.',
    '',
    ...tables.flatMap((table) => [
      `## ${table.name}`,
      '',
      `${table.purpose.charAt(0).toUpperCase()}${table.purpose.slice(1)}.`,
      '',
      `- **Legal basis**: ${table.basis}`,
      `- **Retention**: ${table.retention}`,
      `- **Who may read**: ${table.readers.join('; ')}`,
      `- **Asked by**: ${table.modules.map(({ name, roles }) => (roles.length ? `${name} (${roles.join(', ')})` : name)).join('; ') || 'the platform only'}`,
      '',
      '| column | type | holds | about |',
      '|---|---|---|---|',
      ...table.columns.map(({ name, type, holds, about }) => `| ${name} | ${type} | ${cell(holds ?? '')} | ${about ? WHOSE[about] : ''} |`),
      '',
    ]),
  ].join('\n');
}

/** The same for a terminal. */
export function mapLines(tables: readonly MappedTable[]): string[] {
  return tables.flatMap((table) => {
    const width = Math.max(...table.columns.map(({ name }) => name.length));
    return [
      `${table.name}: ${table.purpose}`,
      `  basis: ${table.basis}`,
      `  kept: ${table.retention}`,
      `  read by: ${table.readers.join('; ')}`,
      ...table.columns.map(({ name, holds, about }) => `  ${name.padEnd(width)}  ${holds ?? ''}${about ? ` [${WHOSE[about]}]` : ''}`),
      '',
    ];
  });
}
