import { randomUUID } from 'node:crypto';
import { operations } from '../../operations.ts';
import type { Operation } from '../../platform/operation.ts';
import { newAddress } from '../world.ts';
import type { Case } from './cases/case.ts';
import { casesOf } from './cases.ts';
import { expectedOf } from './expected.ts';
import { type Caller, callersOf, type Relation, relationOf } from './relations.ts';
import type { Expected } from './rules/rule.ts';
import type { World } from './world.ts';

export type Outcome = 'answered' | 'shown' | 'hidden' | 'refused' | 'unknown' | 'declined' | 'not for this role' | 'broken';

/** One question by one caller: what the policy says, what the server said. */
export interface Cell {
  operation: string;
  caller: Caller;
  relation: Relation;
  case: Case;
  expected: Expected;
  actual: Outcome;
  status: number;
  /** What was answered instead, for the reader of a mismatch. */
  said: string;
}

const FITS: Record<Expected, readonly Outcome[]> = {
  answered: ['answered'],
  shown: ['shown'],
  hidden: ['hidden'],
  refused: ['refused'],
  unknown: ['unknown'],
  'turned away': ['refused', 'unknown', 'declined'],
  reached: ['answered', 'refused', 'unknown', 'declined'],
  'not for this role': ['not for this role'],
};

/** What a step may answer once it is reached: the matter is known, so never as if it did not exist. */
const fits = (cell: Cell): boolean =>
  // Refused for the right reason: that one may not speak for somebody, not that the step does not fit today.
  !(cell.expected === 'refused' && cell.case.subject.twist === 'on behalf' && !cell.said.includes('替')) &&
  FITS[cell.expected].includes(cell.actual) &&
  !(cell.expected === 'reached' && cell.actual === 'unknown' && cell.operation.startsWith('matters.'));

export const mismatchesOf = (cells: readonly Cell[]): Cell[] => cells.filter((cell) => !fits(cell));

/** A line that says what is wrong with a cell. */
export const lineOf = ({ operation, caller, relation, case: { subject }, expected, actual, said }: Cell): string =>
  `${operation} by ${caller.name} (${caller.role}, ${relation}) about ${subject.what}${subject.twist ? `, ${subject.twist}` : ''} in ${subject.place}: expected ${expected}, got ${actual} ${said}`;

function outcomeOf(status: number, text: string, { marker }: Case): Outcome {
  if (status === 200) {
    if (!marker) return 'answered';
    const holds = typeof marker === 'string' ? text.includes(marker) : marker(JSON.parse(text) as Record<string, unknown>);
    return holds ? 'shown' : 'hidden';
  }
  const { type: named, detail } = JSON.parse(text) as { type?: string; detail?: string };
  const type = named?.slice('/problems/'.length);
  // With a detail it is a step of signing in that is missing, not a role.
  if (type === 'not-your-role' || (type === 'sign-in-needed' && !detail)) return 'not for this role';
  if (type === 'refused') return 'refused';
  if (status === 404) return 'unknown';
  return status < 500 && status !== 429 ? 'declined' : 'broken';
}

/** Asks the server one question as one caller, as a browser would. */
export async function ask(
  world: World,
  operation: Operation,
  caller: Caller,
  asked: Case,
  seqs: ReadonlyMap<string, number>,
): Promise<Cell> {
  const seq = operation.input.shape?.seq ? { seq: seqs.get(asked.input.id as string) } : {};
  const response = await world.place.http.inject({
    method: 'POST',
    url: `/api/${operation.name.replace('.', '/')}`,
    remoteAddress: newAddress(),
    headers: {
      'content-type': 'application/json',
      'x-linli': '1',
      'linli-command': randomUUID(),
      ...(caller.key ? { cookie: `linli_session=${world.place.as[caller.key]}` } : {}),
      ...(caller.receipt ? { 'linli-receipt': caller.receipt } : {}),
    },
    payload: JSON.stringify({ ...asked.input, ...seq }),
  });
  return {
    operation: operation.name,
    caller,
    relation: relationOf(caller, asked.subject),
    case: asked,
    expected: expectedOf(operation.name, caller, asked.subject),
    actual: outcomeOf(response.statusCode, response.body, asked),
    status: response.statusCode,
    said: response.statusCode === 200 ? '' : response.body.slice(0, 240),
  };
}

/** The state numbers of all matters, which steps must name. */
export const seqsOf = (world: World): Promise<ReadonlyMap<string, number>> =>
  world.place
    .prepare(({ db }) => db.selectFrom('matter').select(['id', 'seq']).execute())
    .then((rows) => new Map(rows.map(({ id, seq }) => [id, seq])));

/** Runs the matrix: `only` chooses operations, `every` asks each n-th cell of an operation and always its first. */
export async function runMatrix(
  world: World,
  { only, every = 1, list = operations }: { only?: (name: string) => boolean; every?: number; list?: readonly Operation[] } = {},
): Promise<Cell[]> {
  const seqs = await seqsOf(world);
  const receipt = world.matters.find((matter) => matter.receipt)?.receipt ?? '';
  const callers = callersOf(receipt);
  const cells: Cell[] = [];
  for (const operation of list) {
    if (only && !only(operation.name)) continue;
    let number = 0;
    for (const asked of casesOf(world, operation))
      for (const caller of callers) if (number++ % every === 0) cells.push(await ask(world, operation, caller, asked, seqs));
  }
  return cells;
}
