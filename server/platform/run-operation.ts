import type pg from 'pg';
import { type Actor, countyOfActor, roleOf } from '../../domain/accounts/actor.ts';
import { withoutSurplus } from './answer-shape.ts';
import type { App } from './app.ts';
import { type AuditEntry, auditStatements } from './audit.ts';
import { becoming, endRead, giveBack, settingsOf, txOn } from './database.ts';
import { escapeLiteral } from './literals.ts';
import type { Exchange, Operation } from './operation.ts';
import { executed } from './prepared.ts';
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
 * The opening travels with the first statements and the answer with the commit, so a command that reads nothing takes one round trip.
 */
export async function runOperation(app: App, operation: Operation, call: Call): Promise<unknown> {
  const { actor } = call;
  if (!openTo(operation, actor)) throw new Problem(actor.kind === 'anyone' ? 'sign-in-needed' : 'not-your-role');
  const input = readInput(operation.input, call.input);
  const now = app.clock.now();
  const command = operation.kind === 'command' && call.commandId !== null ? commandOf(operation, call.commandId, actor) : null;
  const opening = ['begin', ...becoming(operation.asSystem ? SYSTEM : actor)];
  const client = await connect(app.pool);
  try {
    const tx = txOn(client, opening, command ? { statement: command.find, answered: endRepeated } : undefined);
    tx.madeAt = call.exchange.madeAt ?? null;
    const entries: AuditEntry[] = [];
    const context = {
      tx,
      app,
      actor,
      input,
      now,
      exchange: call.exchange,
      audit: (entry: AuditEntry) => void entries.push(entry),
    };
    const subject = operation.load ? await operation.load(context) : undefined;
    demand(operation.permit({ actor, input, subject, now }));
    const whole = await operation.run({ ...context, subject });
    if (app.checkOutputs) checkAnswer(operation, whole);
    const answer = withoutSurplus(operation.output, whole);
    const last = [...(command ? [command.keep(answer, now)] : []), ...auditStatements(actor, operation.name, now, entries)];
    if (tx.onlyRead && last.length === 0) endRead(client, tx);
    else {
      await tx.send(...last, 'commit');
      client.release();
    }
    if (tx.wakesJobs) app.wakeJobs?.();
    return answer;
  } catch (error) {
    await giveBack(client);
    const first = command && (await firstAnswer(app.pool, opening, command));
    if (!first) throw translated(error);
    if (first.operation !== operation.name) throw new Problem('command-reused');
    return withoutSurplus(operation.output, first.answer);
  }
}

/** In tests: an answer fits its schema and holds nothing beyond it. */
function checkAnswer({ name, output }: Operation, answer: unknown): void {
  output.parse(answer);
  if (withoutSurplus(output, answer) !== answer) throw new Error(`the answer of ${name} goes beyond its schema: ${JSON.stringify(answer)}`);
}

/** Ends a call whose command already has its answer. */
function endRepeated(found: pg.QueryResult): void {
  if (found.rowCount) throw new Error('repeated command');
}

/** The statements that find and keep the answer of a command. Of two copies at the same moment the key lets one through. */
function commandOf(operation: Operation, commandId: string, actor: Actor) {
  const county = escapeLiteral(countyOfActor(actor));
  const owner = escapeLiteral(settingsOf(actor).actor ?? '');
  const id = escapeLiteral(commandId);
  const name = escapeLiteral(operation.name);
  return {
    find: `select operation, answer from command where county = ${county} and actor = ${owner} and command_id = ${id}`,
    keep: (answer: unknown, now: Date) =>
      executed('command', {
        county,
        actor: owner,
        command_id: id,
        operation: name,
        at: escapeLiteral(now.toISOString()),
        answer: escapeLiteral(JSON.stringify(answer ?? null)),
      }),
  };
}

/** The answer the first copy of a failed command got, if there was one. */
async function firstAnswer(pool: pg.Pool, opening: string[], command: ReturnType<typeof commandOf>) {
  const client = await connect(pool);
  try {
    const [found] = await txOn(client, opening).send(command.find, 'commit');
    client.release();
    return found?.rows[0] as { operation: string; answer: unknown } | undefined;
  } catch (error) {
    await giveBack(client);
    throw translated(error);
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch {
    throw new Problem('unavailable', { retryAfter: 5 });
  }
}

/** Database errors that mean something to people; the rest stays an internal error. */
function translated(error: unknown): unknown {
  const { code, constraint } = error as { code?: string; constraint?: string };
  // The master key of this server has just left; by the next try it knows the new one.
  if (constraint === 'data_key_master_fkey') return new Problem('unavailable', { retryAfter: 5 });
  if (code === '23505' || code === '40001' || code === '40P01') return new Problem('changed');
  if (code === '57014' || code === '25P03' || code === '53300' || code === '57P01' || code === '08006' || code === '08003')
    return new Problem('unavailable', { retryAfter: 5 });
  if (code === '42501') return new Problem('not-found');
  return error;
}
