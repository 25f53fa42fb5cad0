import type pg from 'pg';
import { type Actor, countyOfActor, roleOf } from '../../domain/accounts/actor.ts';
import type { App } from './app.ts';
import { type AuditEntry, auditStatement } from './audit.ts';
import { becoming, escapeLiteral, giveBack, settingsOf, txOn } from './database.ts';
import type { Exchange, Operation } from './operation.ts';
import { demand, Problem } from './problem.ts';
import { readInput } from './read-input.ts';

/** A call of an operation, as the HTTP face (or a test, or the demo) makes it. */
export interface Call {
  actor: Actor;
  input: unknown;
  commandId: string | null;
  exchange: Exchange;
}

const SYSTEM: Actor = { kind: 'system', name: '系统' };

/** Whether a role is among those an operation is open to; what is open to anyone is open to all. */
export function openTo(operation: Operation, actor: Actor): boolean {
  return operation.roles.includes('anyone') || operation.roles.includes(roleOf(actor)) || actor.kind === 'system';
}

/**
 * The one path of every call, in a fixed order: role, validation, transaction, actor, repeated command, load, permit, run, audit, commit.
 * Begin, settings and the claim of the command id are one round trip; answer, audit and commit another.
 */
export async function runOperation(app: App, operation: Operation, call: Call): Promise<unknown> {
  const { actor, commandId } = call;
  if (!openTo(operation, actor)) throw new Problem(actor.kind === 'anyone' ? 'sign-in-needed' : 'not-your-role');
  const input = readInput(operation.input, call.input);
  const now = app.clock.now();
  const claims = operation.kind === 'command' && commandId !== null;
  const key = commandKey(actor, commandId);
  const client = await connect(app.pool);
  try {
    const opening = `begin; ${becoming(operation.asSystem ? SYSTEM : actor)}`;
    const claim = claims
      ? ` insert into command (county, actor, command_id, operation, at) values (${key.county}, ${key.actor}, ${key.command}, ${escapeLiteral(operation.name)}, ${escapeLiteral(now.toISOString())}) on conflict do nothing returning 1;`
      : '';
    const opened = (await client.query(opening + claim)) as unknown as pg.QueryResult[];
    if (claims && opened.at(-1)?.rowCount === 0) {
      const first = await firstAnswer(client, operation, key);
      await client.query('commit');
      client.release();
      return first;
    }
    const entries: AuditEntry[] = [];
    const context = {
      tx: txOn(client),
      app,
      actor,
      input,
      now,
      exchange: call.exchange,
      commandId,
      audit: (entry: AuditEntry) => void entries.push(entry),
    };
    const subject = operation.load ? await operation.load(context) : undefined;
    demand(operation.permit({ actor, input, subject, now }));
    const answer = await operation.run({ ...context, subject });
    if (app.checkOutputs) operation.output.parse(answer);
    const remember = claims
      ? `update command set answer = ${escapeLiteral(JSON.stringify(answer ?? null))} where county = ${key.county} and actor = ${key.actor} and command_id = ${key.command};`
      : '';
    await client.query(`${remember}${auditStatement(actor, operation.name, now, entries)} commit`);
    client.release();
    return answer;
  } catch (error) {
    await giveBack(client);
    throw translated(error);
  }
}

function commandKey(actor: Actor, commandId: string | null) {
  return {
    county: escapeLiteral(countyOfActor(actor)),
    actor: escapeLiteral(settingsOf(actor).actor ?? ''),
    command: escapeLiteral(commandId ?? ''),
  };
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch {
    throw new Problem('unavailable', { retryAfter: 5 });
  }
}

/** The answer the first copy of a command got; by now that copy has committed, since the claim waited for it. */
async function firstAnswer(client: pg.PoolClient, operation: Operation, key: ReturnType<typeof commandKey>): Promise<unknown> {
  const found = await client.query(
    `select operation, answer from command where county = ${key.county} and actor = ${key.actor} and command_id = ${key.command}`,
  );
  const row = found.rows[0] as { operation: string; answer: unknown } | undefined;
  if (!row || row.operation !== operation.name) throw new Problem('command-reused');
  return row.answer;
}

/** Database errors that mean something to people; the rest stays an internal error. */
function translated(error: unknown): unknown {
  const code = (error as { code?: string }).code;
  if (code === '23505' || code === '40001' || code === '40P01') return new Problem('changed');
  if (code === '57014' || code === '53300' || code === '57P01' || code === '08006' || code === '08003')
    return new Problem('unavailable', { retryAfter: 5 });
  if (code === '42501') return new Problem('not-found');
  return error;
}
