import { MATTER_KINDS } from '../../../domain/matters/kinds.ts';
import { inputsOf } from '../../../domain/matters/testing/inputs.ts';
import { SHOWN_TEXTS } from '../../../domain/own-data/consents.ts';
import type { Operation } from '../../platform/operation.ts';
import { LAMP } from '../matters.ts';
import { inputOf, sampleOf } from '../operation-input.ts';
import {
  BODIES,
  type BodyKey,
  GRID,
  NEXT_VILLAGE,
  OTHER_VILLAGE,
  type PersonKey,
  RESIDENTS,
  STAFF,
  type StaffKey,
  VILLAGE,
} from '../people.ts';
import type { Subject } from './relations.ts';
import { bodySubject, SECRET, type World } from './world.ts';

/** One question put to the server: about what, with which input, and how one knows that a list holds it. */
export interface Case {
  subject: Subject;
  input: Record<string, unknown>;
  /** What the answer of a list holds when it shows the subject: a text in it, or what to look for. */
  marker?: string | ((body: Record<string, unknown>) => boolean);
}

const NOTHING: Subject = { what: 'nothing in particular', place: '' };
const VILLAGES = [VILLAGE, NEXT_VILLAGE, OTHER_VILLAGE] as const;
const PLACES = [...VILLAGES, '640121104', '640121', '640122'] as const;
const inPlace = (place: string): Subject => ({ what: 'a place', place });

const validInputOf = (name: string): Record<string, unknown> => {
  const step = MATTER_KINDS.map(({ steps }) => steps[name]).find(Boolean);
  return step ? inputsOf(step, 0).input : {};
};

const staffSubject = (key: StaffKey): Subject => ({
  what: 'staff',
  place: STAFF[key][3] ?? BODIES[STAFF[key][2]][2],
  persons: [key],
  parts: [STAFF[key][2]],
});

/** The cases of each operation that is about something; the rest are asked with the least input their schema takes. */
function casesByName(world: World): Record<string, () => Case[]> {
  const { place } = world;
  const ids = <T extends Subject & { id: string }>(
    rows: readonly T[],
    input: (row: T) => Record<string, unknown>,
    marker?: (row: T) => Case['marker'],
  ): Case[] => rows.map((row) => ({ subject: row, input: input(row), ...(marker ? { marker: marker(row) } : {}) }));
  const asked = [...world.matters, { ...world.application, reporterId: '' }];
  const places = (codes: readonly string[], input: (code: string) => Record<string, unknown>): Case[] =>
    codes.map((code) => ({ subject: inPlace(code), input: input(code) }));
  const STAFF_ASKED = ['gridWorker', 'stationWorker', 'nextGridWorker', 'dispatcher', 'waterOfficer', 'otherStationWorker'] as const;
  const accounts = (input: (id: string) => Record<string, unknown>): Case[] => [
    ...STAFF_ASKED.map((key) => ({
      subject: { what: 'an account', place: staffSubject(key).place, persons: [key] },
      input: input(place.accounts[key]),
    })),
    { subject: world.closedAccount, input: input(world.closedAccount.id) },
  ];
  const people = (input: (row: World['households'][number]) => Record<string, unknown>) => ids(world.households, input);
  const own = (
    keys: readonly PersonKey[],
    input: (key: PersonKey) => Record<string, unknown>,
    marker?: (key: PersonKey) => string,
  ): Case[] =>
    keys.map((key) => ({
      subject: {
        what: 'one’s own',
        place: key in STAFF ? staffSubject(key as StaffKey).place : VILLAGE,
        persons: key === 'resident' ? ['resident', 'wife'] : [key],
      },
      input: input(key),
      ...(marker ? { marker: marker(key) } : {}),
    }));
  const filed = (input: (village: string, channel: string) => Record<string, unknown>): Case[] =>
    VILLAGES.flatMap((village) => [
      { subject: inPlace(village), input: input(village, 'portal') },
      { subject: { ...inPlace(village), twist: 'at the counter' as const }, input: input(village, 'counter') },
    ]);
  const openings = (states: readonly string[], listed = false): Case[] =>
    world.openings
      .filter(({ state }) => states.includes(state))
      .map((row) => ({ subject: row, input: listed ? {} : { id: row.id }, ...(listed ? { marker: row.id } : {}) }));
  const bodies = ['station', 'nextStation', 'otherStation', 'centre', 'otherCentre'] as const satisfies readonly BodyKey[];
  const application = {
    item: world.pension,
    materials: [
      { name: '身份证件', how: 'seen' },
      { name: '户口簿', how: 'seen', original: true },
    ],
    personId: place.people.resident,
  };
  const mandate = { signed: 'screen', until: '2026-12-31', file: world.picture };
  const SERVICE = { name: '本县事项', validFrom: '2026-11-24' };
  const STAFF_POSTS = ['gridWorker', 'stationWorker', 'stationHead', 'nextStationWorker', 'dispatcher', 'otherStationWorker'] as const;
  const posts = (input: (id: string) => Record<string, unknown>): Case[] =>
    STAFF_POSTS.map((key) => ({ subject: { ...bodySubject(STAFF[key][2]), persons: [key] }, input: input(world.postsOf[key] as string) }));

  return {
    'accounts.sessions': () =>
      own(
        ['resident', 'gridWorker', 'administrator'],
        () => ({}),
        (key) => world.sessionsOf[key] as string,
      ),
    'accounts.endSession': () => own(['resident', 'gridWorker', 'otherResident'], (key) => ({ id: world.sessionsOf[key] })),
    'accounts.wear': () => own(['gridWorker', 'administrator', 'otherDispatcher'], (key) => ({ appointmentId: world.postsOf[key] })),
    'accounts.choosePerson': () => own(['resident', 'villagerNext'], (key) => ({ personId: place.people[key] })),
    'accounts.list': () => STAFF_ASKED.map((key) => ({ subject: staffSubject(key), input: { limit: 100 }, marker: place.accounts[key] })),
    'accounts.create': () => [
      ...(['centre', 'otherCentre'] as const).map((key) => ({
        subject: bodySubject(key),
        input: {
          username: 'somebody',
          name: '新同事',
          post: { bodyId: place.bodies[key], role: 'window-clerk', territory: BODIES[key][2] },
        },
      })),
      {
        subject: { ...bodySubject('station'), twist: 'own rules' },
        input: { username: 'somebody', name: '新同事', post: { bodyId: place.bodies.station, role: 'station-head', territory: VILLAGE } },
      },
    ],
    'accounts.close': () => accounts((id) => ({ id })),
    'accounts.endSessions': () => accounts((id) => ({ id })),
    'accounts.unlock': () => accounts((id) => ({ id })),
    'accounts.resetLink': () => accounts((id) => ({ id })),
    'accounts.subject': () => accounts((id) => ({ id })),
    'accounts.linkSubject': () => accounts((id) => ({ id, subject: 'somebody' })),
    'accounts.unlinkSubject': () => accounts((id) => ({ id })),
    'accounts.openForResident': () => people(({ personId }) => ({ personId, phone: '13900001111', agreed: SHOWN_TEXTS })),
    'territory.saveGrid': () => places(VILLAGES, (village) => ({ village, name: '第九网格', validFrom: '2026-11-24' })),
    'bodies.save': () =>
      bodies.map((key) => ({
        subject: bodySubject(key),
        input: { id: place.bodies[key], kind: BODIES[key][0], name: '改个名', territory: BODIES[key][2] },
      })),
    'bodies.candidates': () => bodies.map((key) => ({ subject: bodySubject(key), input: { bodyId: place.bodies[key], q: '王' } })),
    'bodies.appoint': () =>
      (
        [
          ['station', 'neighbour'],
          ['nextStation', 'villagerNext'],
          ['otherStation', 'otherResident'],
        ] as const
      ).map(([key, person]) => ({
        subject: bodySubject(key),
        input: { bodyId: place.bodies[key], personId: place.people[person], role: 'station-worker', validFrom: '2026-11-24' },
      })),
    'bodies.endAppointment': () => posts((id) => ({ id, validUntil: '2026-12-31' })),
    'bodies.correctAppointment': () => posts((id) => ({ id, phone: '0951-8012345', allowance: '', woman: null })),
    'bodies.confirmPost': () => posts((id) => ({ id })),
    'bodies.reviewPosts': () =>
      STAFF_POSTS.map((key) => {
        const headed = ['gridWorker', 'stationWorker'].includes(key);
        return {
          subject: { ...bodySubject(STAFF[key][2]), persons: [key], ...(headed ? { twist: 'own rules' as const } : {}) },
          input: { limit: 100 },
          marker: world.postsOf[key] as string,
        };
      }),
    'people.view': () => people(({ personId }) => ({ id: personId, purpose: '核对门牌' })),
    'people.reveal': () => people(({ personId }) => ({ id: personId, purpose: '核对门牌' })),
    'people.identity': () =>
      ids(
        world.households.map((row) => ({ ...row, persons: [row.person] })),
        ({ personId }) => ({ id: personId }),
      ),
    'people.revealIdentity': () => people(({ personId }) => ({ id: personId, purpose: '办理养老' })),
    'people.saveIdentity': () => people(({ personId }) => ({ id: personId, number: '640121185003070013', agreed: 1 })),
    'people.eraseIdentity': () => people(({ personId }) => ({ id: personId })),
    'ownData.giveIdentity': () =>
      own(['wife', 'resident', 'neighbour'], (key) => ({ personId: place.people[key], number: '640121185003070013', agreed: 1 })).map(
        (one, at) => ({
          ...one,
          subject: {
            ...one.subject,
            persons: at === 2 ? ['neighbour'] : ['resident', 'wife'],
            ...(at === 1 ? { twist: 'own rules' as const } : {}),
          },
        }),
      ),
    'people.search': () => [
      ...world.households.map((row) => ({
        subject: { ...row, twist: 'whole number' as const },
        input: { q: '11010519491231002X' },
        marker: 'nobody has the index of this number',
      })),
      ...ids(
        world.households,
        ({ member }) => ({ q: member }),
        ({ personId }) => personId,
      ),
      ...ids(
        world.households.map((row) => ({ ...row, twist: 'named place' as const })),
        ({ member, grid }) => ({ q: member, territory: grid }),
        ({ personId }) => personId,
      ),
    ],
    'people.save': () => [
      ...people(({ id }) => ({ householdId: id, name: '新来的', relation: '子', presence: 'here' })),
      ...ids(
        world.households.map((row) => ({ ...row, twist: 'not for a name twice' as const })),
        ({ id, member }) => ({ householdId: id, name: member, relation: '子', presence: 'here' }),
      ),
    ],
    'people.saveHousehold': () => places([GRID, `${NEXT_VILLAGE}001`], (grid) => ({ grid, address: '二组 9 号' })),
    'ownData.copyFor': () => people(({ personId }) => ({ personId, purpose: '本人到站里要一份' })),
    'ownData.withdrawConsent': () => people(({ personId }) => ({ id: personId })),
    'matters.request-data': () => filed((village, channel) => ({ words: '给我一份', category: 'data.copy', village, channel })),
    'matters.file': () => filed((village, channel) => ({ ...LAMP, village, channel })),
    'matters.join': () =>
      world.matters
        .filter(({ hidden }) => !hidden)
        .flatMap((row) => [
          { subject: row, input: { id: row.id, channel: 'portal', contact: { name: '路过', phone: '' } } },
          {
            subject: { ...row, twist: 'at the counter' as const },
            input: { id: row.id, channel: 'counter', contact: { name: '路过', phone: '' } },
          },
        ]),
    'matters.promise': () => places(VILLAGES, (village) => ({ village, category: 'roads.lamp' })),
    'matters.mine': () =>
      ids(
        asked,
        () => ({}),
        ({ id }) => id,
      ),
    'matters.view': () => ids([...asked, world.verification], ({ id }) => ({ id })),
    'matters.targets': () => ids(asked, ({ id }) => ({ id, step: 'comment' })),
    'matters.queue': () =>
      ids(
        world.matters,
        () => ({ tab: 'all', limit: 100 }),
        ({ id }) => id,
      ),
    'matters.counts': () =>
      ids(
        world.matters,
        ({ number }) => ({ q: number }),
        () => (body) => Number(body.all) > 0,
      ),
    'matters.reveal': () => ids(world.matters, ({ id, reporterId }) => ({ id, reporterId, purpose: '回电话' })),
    'purposes.open': () => [
      ...ids([world.application, world.inHand, world.verification], ({ id }) => ({ matterId: id, purpose: '核对材料' })),
      ...ids(
        world.matters.map((row) => ({ ...row, twist: 'own rules' as const })),
        ({ id }) => ({ matterId: id, purpose: '核对材料' }),
      ),
    ],
    'purposes.close': () => ids([world.application, world.inHand, world.verification], ({ id }) => ({ matterId: id })),
    'services.versions': () => ids(world.items, ({ id }) => ({ id })),
    'services.item': () => ids(world.items, ({ id }) => ({ id })),
    'services.save': () => [
      ...ids(world.items, ({ id }) => ({ ...SERVICE, id, code: 'own-1' })),
      {
        subject: { what: 'an example', place: '640121', twist: 'own rules' as const },
        input: { ...SERVICE, id: world.example, code: 'own-3' },
      },
    ],
    'services.retire': () => ids(world.items, ({ id }) => ({ id, validUntil: '2026-12-31' })),
    'services.publish': () => [
      { subject: { what: 'an example', place: '640121' }, input: { ...SERVICE, example: world.example, code: 'own-2' } },
      ...ids(world.items, ({ id }) => ({ ...SERVICE, example: id, code: 'own-2' })).map((one) => ({
        ...one,
        subject: { ...one.subject, twist: 'own rules' as const },
      })),
    ],
    'proxy.collect': () => places(VILLAGES, (village) => ({ ...application, village, channel: 'counter', mandate })),
    'proxy.apply': () => places(VILLAGES, (village) => ({ ...application, village })),
    'proxy.handIn': () => [{ subject: world.application, input: { matters: [{ id: world.application.id, seq: 2 }] } }],
    'proxy.handOvers': () =>
      ids(
        world.handOvers,
        () => ({ open: false }),
        ({ id }) => id,
      ),
    'proxy.handOver': () => ids(world.handOvers, ({ id }) => ({ id })),
    'proxy.receive': () => ids(world.handOvers, ({ id }) => ({ id })),
    'proxy.running': () => [
      {
        subject: world.application,
        input: { village: VILLAGE, item: world.pension, person: place.people.resident },
        marker: world.application.id,
      },
    ],
    'verifications.request': () => people(({ id }) => ({ household: id, words: '请看看', due: '2026-12-10', questions: ['是否常住'] })),
    'verifications.facts': () => people(({ id }) => ({ household: id })),
    'verifications.list': () => [{ subject: world.verification, input: {}, marker: world.verification.id }],
    'messages.inbox': () =>
      ids(
        world.messages.filter(({ what }) => what === 'inbox'),
        () => ({}),
        ({ id }) => id,
      ),
    'messages.markRead': () => ids(world.messages, ({ id }) => ({ ids: [id] })),
    'messages.outbox': () =>
      ids(
        world.messages.filter(({ what }) => what === 'sms'),
        () => ({ limit: 100 }),
        ({ id }) => id,
      ),
    'field.register': () => [{ subject: NOTHING, input: { device: '01930000-0000-7000-8000-00000000beef', secret: SECRET } }],
    'field.sync': () => ids(world.devices, ({ id }) => ({ device: id })),
    'field.devices': () =>
      ids(
        world.devices,
        ({ persons }) => ({ account: place.accounts[persons?.[0] as PersonKey] }),
        ({ id }) => id,
      ),
    'field.wipe': () => ids(world.devices, ({ id }) => ({ device: id })),
    'statistics.rates': () =>
      world.matters
        .filter(({ what }) => ['held by a department', 'next village', 'other county'].includes(what))
        .map((row) => ({
          subject: { ...row, parts: row.place === VILLAGE ? [...(row.parts ?? []), 'landOffice' as const] : row.parts },
          input: { territory: row.place, from: '2026-11-01', until: '2026-11-30' },
          marker: (body) => Number(body.matters) > 0,
        })),
    'board.read': () => places(PLACES, (territory) => ({ territory })),
    'board.cell': () => places(VILLAGES, (village) => ({ place: village, rule: 'grid-staffing' })),
    'policy.setParameter': () =>
      places(PLACES, (territory) => ({ territory, key: 'appeal.sign', value: 2, validFrom: '2026-12-01', source: '县里的通知第 1 号' })),
    'policy.setCalendarDay': () =>
      places(PLACES, (scope) => ({ scope, date: '2026-12-01', kind: 'holiday', name: '县庆日', source: '县里的通知第 1 号' })),
    'jobs.list': () =>
      ids(
        world.jobs,
        ({ what }) => ({ state: what, limit: 100 }),
        ({ id }) => id,
      ),
    'jobs.retry': () =>
      ids(world.jobs, ({ id }) => ({ id })).map((one) =>
        one.subject.what === 'done' ? { ...one, subject: { ...one.subject, twist: 'own rules' as const } } : one,
      ),
    'jobs.drop': () =>
      ids(world.jobs, ({ id }) => ({ id })).map((one) =>
        one.subject.what !== 'dead' ? { ...one, subject: { ...one.subject, twist: 'own rules' as const } } : one,
      ),
    'clients.list': () =>
      ids(
        world.clients,
        () => ({}),
        ({ id }) => id,
      ),
    'clients.add': () => places(['640121104', '640121', '640122'], (territory) => ({ name: '热线', territory })),
    'clients.end': () => ids(world.clients, ({ id }) => ({ id })),
    'webhooks.list': () =>
      ids(
        world.webhooks,
        () => ({}),
        ({ id }) => id,
      ),
    'webhooks.add': () =>
      places(['640121104', '640121', '640122'], (territory) => ({
        url: 'https://hooks.example.cn/linli',
        territory,
        events: ['matter.filed'],
      })),
    'webhooks.rotate': () => ids(world.webhooks, ({ id }) => ({ id })),
    'webhooks.end': () => ids(world.webhooks, ({ id }) => ({ id })),
    'webhooks.retry': () => ids(world.webhooks, ({ id }) => ({ id })),
    'webhooks.deliveries': () => ids(world.webhooks, ({ id }) => ({ webhook: id })),
    'audit.search': () =>
      ids(
        world.households,
        ({ personId }) => ({ personId }),
        ({ person }) => `核对门牌 ${person}`,
      ),
    'audit.mine': () =>
      ids(
        world.households.map((row) => ({ ...row, persons: [row.person] })),
        () => ({}),
        ({ person }) => `核对门牌 ${person}`,
      ),
    'breakGlass.ask': () =>
      (['neighbour', 'villagerNext', 'otherResident'] as const).map((key) => {
        const [name, grid] = RESIDENTS[key];
        const who = { by: 'name', name, village: grid.slice(0, 12) };
        return { subject: inPlace(grid), input: { who, reason: 'missing', words: '洪水要来了，找不到人' } };
      }),
    'breakGlass.mine': () => openings(['waiting', 'open', 'over'], true),
    'breakGlass.waiting': () => openings(['waiting'], true),
    'breakGlass.openings': () => openings(['waiting', 'open', 'over'], true),
    'breakGlass.agree': () => openings(['waiting']),
    'breakGlass.decline': () => openings(['waiting']).map((one) => ({ ...one, input: { ...one.input, words: '村里已经找到人了' } })),
    'breakGlass.view': () => openings(['open']),
    'breakGlass.shut': () => openings(['open']),
    'breakGlass.review': () =>
      openings(['over', 'open']).map((one) => ({ ...one, input: { ...one.input, verdict: 'justified', words: '当晚有洪水预警' } })),
    'territory.grids': () => places(VILLAGES, (village) => ({ village })),
    'territory.place': () => places(PLACES, (code) => ({ code })),
    'bodies.view': () => bodies.map((key) => ({ subject: bodySubject(key), input: { id: place.bodies[key] } })),
    'proxy.inHand': () => [{ subject: world.inHand, input: {}, marker: world.inHand.id }],
    'proxy.waiting': () => [
      { subject: world.handOvers[0] as Subject, input: {}, marker: (body) => JSON.stringify(body).match(/[1-9]/) !== null },
    ],
  };
}

/** Every case of an operation. A step of a matter is tried on each matter, plainly and for somebody at the counter. */
export function casesOf(world: World, operation: Operation): Case[] {
  const own = casesByName(world)[operation.name];
  if (own) return own();
  const name = operation.name.slice('matters.'.length);
  if (operation.name.startsWith('matters.') && operation.input.shape?.seq) {
    const words: Record<string, unknown> = { ...validInputOf(name) };
    if ('matter' in words) words.matter = world.matters[0]?.id;
    if ('suggested' in words) delete words.suggested;
    return [...world.matters, world.application, world.verification].flatMap((row) => {
      if ('body' in words) words.body = world.place.bodies[row.place === OTHER_VILLAGE ? 'otherGovernment' : 'transport'];
      return [
        { subject: row, input: { id: row.id, ...words } },
        {
          subject: { ...row, twist: 'on behalf' as const, names: 'matter' in words },
          input: { id: row.id, ...words, onBehalf: 'counter' },
        },
      ];
    });
  }
  return [{ subject: NOTHING, input: sampleOf(inputOf(operation)) as Record<string, unknown> }];
}
