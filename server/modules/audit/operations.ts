import { countyOfActor } from '../../../domain/accounts/actor.ts';
import { maskedName } from '../../../domain/accounts/masked.ts';
import { pageOf } from '../../../domain/accounts/page.ts';
import { AuditPage, MyLooks, ReadMyLooks, SearchAudit } from '../../../domain/audit/contract.ts';
import { operationTitle } from '../../../domain/audit/operation-title.zh.ts';
import { InclusionProof, ReadProof } from '../../../domain/audit/proof.ts';
import { dayOfDate, startOfDay } from '../../../domain/calendar/calendar.ts';
import { allow, when } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { notFound } from '../../platform/problem.ts';
import { countiesOf } from '../keys/index.ts';
import { newestCheckpoint, proveRecord, readSealedRow } from '../sealing/index.ts';
import { roleTitle, whoInLedger } from './role-title.ts';
import { accountsNamed, auditRows, looksAt, mattersNumbered, peopleNamed } from './store.ts';
import { unusualOperations } from './unusual.ts';

/** What each criterion names; null when it was not given, an empty list when it names nothing in range. */
const named = async (id: string | undefined, q: string, find: () => Promise<string[]>): Promise<string[] | null> => {
  if (id !== undefined) return [id];
  return q === '' ? null : find();
};

const search = operation({
  name: 'audit.search',
  summary: 'Who looked at or changed what about whom, in the own range, newest first.',
  clause: '1.4',
  kind: 'query',
  roles: ['supervisor', 'administrator'],
  input: SearchAudit,
  output: AuditPage,
  perMinute: 60,
  permit: () => allow,
  run: async ({ tx, actor, input, audit }) => {
    if (actor.kind !== 'staff') throw notFound();
    const persons = await named(input.personId, input.personQ, () => peopleNamed(tx, input.personQ));
    const matters = await named(input.matterId, input.matterNumber, () => mattersNumbered(tx, input.matterNumber));
    const accounts = input.accountQ === '' ? null : { ids: await accountsNamed(tx, input.accountQ), name: input.accountQ };
    const nothing = persons?.length === 0 || matters?.length === 0;
    const rows = nothing
      ? []
      : await auditRows(tx, {
          counties: await countiesOf(tx, actor.range),
          persons,
          matters,
          accounts,
          kind: input.kind ?? null,
          from: input.from ? new Date(startOfDay(dayOfDate(input.from))) : null,
          before: input.until ? new Date(startOfDay(dayOfDate(input.until) + 1)) : null,
          after: input.after ?? null,
          limit: input.limit + 1,
        });
    const { page, next } = pageOf(rows, input.limit, (row) => row.at);
    // Looking up who looked is itself a look at those people.
    audit({
      kind: 'look',
      county: countyOf(actor.range),
      territory: actor.range,
      personId: persons?.length === 1 ? (persons[0] ?? null) : null,
      matterId: matters?.length === 1 ? (matters[0] ?? null) : null,
      purpose: '查询查看记录',
    });
    return {
      items: page.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        actor: row.actor,
        role: row.role,
        roleTitle: roleTitle(row.role),
        operation: row.operation,
        kind: row.kind as 'look' | 'change',
        purpose: row.purpose,
        personId: row.person_id,
        personName: row.person_name === null ? null : maskedName(row.person_name),
        matterId: row.matter_id,
        matterNumber: row.matter_number,
      })),
      next,
    };
  },
});

const mine = operation({
  name: 'audit.mine',
  summary: 'Who looked at or changed what about oneself, newest first.',
  clause: '1.4',
  kind: 'query',
  roles: ['resident'],
  input: ReadMyLooks,
  output: MyLooks,
  permit: () => allow,
  run: async ({ tx, actor, input }) => {
    if (actor.kind !== 'resident') throw notFound();
    const rows = await looksAt(
      tx,
      { county: actor.county, person: actor.personId, besides: actor.accountId },
      input.after ?? null,
      input.limit + 1,
    );
    const { page, next } = pageOf(rows, input.limit, (row) => row.at);
    return {
      items: page.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        who: whoInLedger(row),
        unit: row.unit ?? '',
        roleTitle: roleTitle(row.role),
        kind: row.kind as 'look' | 'change',
        title: operationTitle(row.operation),
        purpose: row.purpose,
        sealed: row.position !== null,
      })),
      next,
    };
  },
});

const proof = operation({
  name: 'audit.proof',
  summary: 'Proves that a row of the own record is sealed as it stands, in a file that others can check without this server.',
  clause: '1.4',
  kind: 'query',
  roles: ['resident'],
  perMinute: 30,
  // A proof is made of the hashes of other records, which nobody may read; the row itself must be about the caller.
  asSystem: true,
  input: ReadProof,
  output: InclusionProof,
  load: async ({ tx, actor, input }) => {
    if (actor.kind !== 'resident') throw notFound();
    const of = { county: actor.county, id: input.id, person: actor.personId, besides: actor.accountId };
    return (await readSealedRow(tx, of)) ?? Promise.reject(notFound());
  },
  permit: ({ subject }) => when(subject.position !== null, '这条记录刚写下来，还没有封存，请过一会儿再下载。', '1.4'),
  run: async ({ tx, app, actor, subject: { position, text } }) => {
    const newest = await newestCheckpoint(tx, countyOfActor(actor));
    if (!newest || position === null) throw notFound();
    return proveRecord(tx, app, newest, { position, text });
  },
});

export const auditOperations: Operation[] = [search, mine, proof, ...unusualOperations];
