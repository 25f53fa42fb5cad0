import { inRange } from '../../../domain/accounts/actor.ts';
import { ROLE_TITLES } from '../../../domain/accounts/roles.ts';
import {
  BodyView,
  Candidates,
  FindCandidates,
  FoundBodies,
  SaveBody,
  SavedBody,
  SearchBodies,
  ViewBody,
} from '../../../domain/bodies/contract.ts';
import { mayFillPost, mayReadWoman, maySaveBody } from '../../../domain/bodies/permissions.ts';
import { holdsOn } from '../../../domain/bodies/term.ts';
import { dateOfDay, dayOf } from '../../../domain/calendar/calendar.ts';
import { allow } from '../../../domain/policy/permission.ts';
import { countyOf } from '../../../domain/territory/code.ts';
import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { pinyinOf } from '../../platform/pinyin.ts';
import { invalid, notFound } from '../../platform/problem.ts';
import { factsChanged } from '../changes/index.ts';
import { inOrder, publicBody, publicPost } from './present.ts';
import { type BodyRow, bodyById, candidatesByName, codesLike, lineOf, placeExists, postsOf, searchBodies, writeBody } from './store.ts';

export const search = operation({
  name: 'bodies.search',
  summary: 'Organisations by name, pinyin, initials or place, with their public contact.',
  clause: '1.1',
  kind: 'query',
  roles: ['anyone'],
  input: SearchBodies,
  output: FoundBodies,
  permit: () => allow,
  run: async ({ tx, input, now }) => ({ items: (await searchBodies(tx, { ...input, today: dateOfDay(dayOf(now)) })).map(publicBody) }),
});

export const view = operation({
  name: 'bodies.view',
  summary: 'An organisation with who holds and held its posts.',
  clause: '1.1',
  kind: 'query',
  roles: ['anyone'],
  input: ViewBody,
  output: BodyView,
  permit: () => allow,
  async run({ tx, actor, input, now }) {
    const body = await bodyById(tx, input.id);
    if (!body) throw notFound();
    const today = dateOfDay(dayOf(now));
    const ours = inRange(actor, body.territory);
    const posts = inOrder(await postsOf(tx, body, today)).map((post) => ({
      ...publicPost(post),
      gridName: post.gridName,
      personId: ours ? post.personId : null,
      allowance: ours ? post.allowance : null,
      woman: mayReadWoman(actor, body) ? post.woman : null,
      concurrent: post.concurrent.map((other) => ({ bodyName: other.bodyName, roleTitle: ROLE_TITLES[other.role] })),
    }));
    return {
      ...publicBody(body),
      current: posts.filter((post) => holdsOn(post, today)),
      coming: posts.filter((post) => post.validFrom > today),
      past: posts.filter((post) => post.validUntil !== null && post.validUntil < today),
    };
  },
});

export const save = operation({
  name: 'bodies.save',
  summary: 'Makes an organisation, or changes its name, contact and duties.',
  clause: '1.1',
  kind: 'command',
  roles: ['administrator'],
  input: SaveBody,
  output: SavedBody,
  async load({ tx, input, now }): Promise<BodyRow | null> {
    if (!(await placeExists(tx, input.territory, dateOfDay(dayOf(now))))) throw invalid('territory', '没有这个地区');
    if (input.parentId) {
      const line = await lineOf(tx, input.parentId);
      if (!line.length) throw invalid('parentId', '没有这个上级单位');
      if (input.id && line.includes(input.id)) throw invalid('parentId', '上级单位不能是它自己或它的下级');
    }
    if (!input.id) return null;
    const before = await bodyById(tx, input.id);
    if (!before) throw notFound();
    if (before.county !== countyOf(input.territory)) throw invalid('territory', '单位不能搬到别的县，请在那里新设');
    return before;
  },
  permit: ({ actor, input, subject }) => maySaveBody(actor, input, subject),
  async run({ tx, input, subject: before, now, audit }) {
    const county = countyOf(input.territory);
    const start = input.code ?? before?.code ?? `${input.territory}-${input.department ?? input.kind}`;
    const taken = await codesLike(tx, county, start);
    if (input.code && input.code !== before?.code && taken.includes(input.code)) throw invalid('code', '这个编码已经用了');
    const id = before?.id ?? newId(now.getTime());
    await writeBody(tx, {
      county,
      id,
      code: input.code ?? before?.code ?? freeCode(start, taken),
      kind: input.kind,
      name: input.name,
      short_name: input.shortName || input.name,
      ...pinyinOf(input.name),
      territory: input.territory,
      parent_id: input.parentId,
      department: input.department,
      phone: input.phone,
      address: input.address,
      hours: input.hours,
      duties: input.duties,
      valid_from: input.validFrom ?? before?.validFrom ?? '2000-01-01',
      valid_until: input.validUntil,
    });
    factsChanged(tx, now, 'bodies', [input.territory, ...(before ? [before.territory] : [])]);
    audit({ kind: 'change', county, territory: input.territory, detail: { body: id } });
    return { id };
  },
});

function freeCode(start: string, taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const code = number === 1 ? start : `${start}-${number}`;
    if (!taken.includes(code)) return code;
  }
}

export const candidates = operation({
  name: 'bodies.candidates',
  summary: 'People of the place whom one may appoint, by name; no phone, no address.',
  clause: '2.3',
  kind: 'query',
  roles: ['administrator', 'station-head'],
  input: FindCandidates,
  output: Candidates,
  async load({ tx, input }): Promise<BodyRow> {
    return (await bodyById(tx, input.bodyId)) ?? Promise.reject(notFound());
  },
  permit: ({ actor, subject }) => mayFillPost(actor, subject, 'grid-worker'),
  async run({ tx, actor, input, subject: body, now, audit }) {
    const range = actor.kind === 'staff' ? actor.range : body.territory;
    const found = await candidatesByName(tx, body.county, { range, near: body.territory }, input.q, dateOfDay(dayOf(now)), 20);
    audit({
      kind: 'look',
      county: body.county,
      territory: body.territory,
      purpose: '选任人员',
      detail: { count: found.length, query: 'name' },
    });
    return {
      items: found.map((person) => ({
        personId: person.personId,
        name: person.name,
        place: person.place,
        posts: person.posts.map((post) => ({ bodyName: post.bodyName, roleTitle: ROLE_TITLES[post.role] })),
      })),
    };
  },
});
