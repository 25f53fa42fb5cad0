import type { Actor } from '../../../domain/accounts/actor.ts';
import {
  AddOpen311Client,
  EndOpen311Client,
  Nothing,
  Open311ClientAdded,
  Open311ClientEnded,
  Open311Clients,
} from '../../../domain/open311/contract.ts';
import { mayGiveKey } from '../../../domain/open311/permissions.ts';
import { allow, when } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { type Operation, operation } from '../../platform/operation.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { newKey } from '../../platform/secret.ts';
import { shortNames } from '../territory/index.ts';
import { addClient, clientById, clientsOf, endClient } from './store.ts';

/** Keys are long and random, so a plain hash is enough to find one and too little to guess it. */
export const keyHash = (key: string): string => sha256(`open311:${key}`);

const nameOf = (actor: Actor): string => (actor.kind === 'staff' ? actor.name : '系统');

const clients = operation({
  name: 'clients.list',
  summary: 'The systems that may file appeals by Open311 in the own range, never their keys.',
  clause: '2.7',
  kind: 'query',
  roles: ['administrator'],
  input: Nothing,
  output: Open311Clients,
  permit: () => allow,
  run: async ({ tx }) => {
    const rows = await clientsOf(tx);
    const names = await shortNames(tx, [...new Set(rows.map(({ territory }) => territory))]);
    return {
      clients: rows.map((row) => ({
        id: row.id,
        name: row.name,
        territory: row.territory,
        place: names.get(row.territory) ?? row.territory,
        createdAt: row.created_at.toISOString(),
        createdBy: row.created_by,
        usedAt: row.used_at?.toISOString() ?? null,
        endedAt: row.ended_at?.toISOString() ?? null,
      })),
    };
  },
});

const add = operation({
  name: 'clients.add',
  summary: 'Gives another system a key to file appeals by Open311; the key is shown this once.',
  clause: '2.7',
  // A query: the answer of a command is kept, and a key must not be.
  kind: 'query',
  roles: ['administrator'],
  perMinute: 10,
  input: AddOpen311Client,
  output: Open311ClientAdded,
  permit: ({ actor, input }) => mayGiveKey(actor, input.territory),
  run: async ({ tx, actor, input, now, audit }) => {
    if (!(await shortNames(tx, [input.territory])).size) throw invalid('territory', '没有这个地区');
    const key = newKey();
    const id = newId(now.getTime());
    const county = countyOf(input.territory);
    await addClient(tx, {
      county,
      id,
      name: input.name,
      territory: input.territory,
      keyHash: keyHash(key),
      createdAt: now,
      createdBy: nameOf(actor),
    });
    audit({ kind: 'change', county, territory: input.territory, purpose: '发对外接口密钥', detail: { client: id } });
    return { id, key };
  },
});

const end = operation({
  name: 'clients.end',
  summary: 'Takes the key of a system away; what it filed stays.',
  clause: '2.7',
  kind: 'command',
  roles: ['administrator'],
  input: EndOpen311Client,
  output: Open311ClientEnded,
  load: async ({ tx, input }) => (await clientById(tx, input.id)) ?? Promise.reject(notFound()),
  permit: ({ subject }) => when(subject.ended_at === null, '这个密钥已经收回了。'),
  run: async ({ tx, subject, now, audit }) => {
    await endClient(tx, subject.county, subject.id, now);
    audit({
      kind: 'change',
      county: subject.county,
      territory: subject.territory,
      purpose: '收回对外接口密钥',
      detail: { client: subject.id },
    });
    return { done: true as const };
  },
});

export const open311Operations: Operation[] = [clients, add, end];
