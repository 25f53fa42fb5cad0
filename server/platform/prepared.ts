/**
 * The inserts of nearly every command. Each connection prepares them when it opens, so that PostgreSQL parses and plans them once and not with
 * every command; a text of several statements then says `execute`.
 */
const PREPARED = {
  keep_answer: 'insert into command (county, actor, command_id, operation, at, answer) values ($1, $2, $3, $4, $5, $6)',
  add_audit:
    'insert into audit (county, id, at, account_id, actor, role, body_id, territory, operation, kind, person_id, matter_id, purpose, detail) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)',
};

/** What a new connection sends before its first use. */
export const prepareAll = Object.entries(PREPARED)
  .map(([name, text]) => `prepare ${name} as ${text}`)
  .join('; ');

/** One run of a prepared insert; every value is a literal already escaped, or `null`. */
export const execute = (name: keyof typeof PREPARED, literals: readonly string[]): string => `execute ${name} (${literals.join(', ')})`;
