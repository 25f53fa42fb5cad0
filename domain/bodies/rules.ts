import type { AppointmentRole } from '../accounts/roles.ts';
import { ROLE_TITLES } from '../accounts/roles.ts';
import { allow, every, type Permission, refuse, when } from '../policy/permission.ts';
import { covers } from '../territory/code.ts';
import { BODY_KIND_TITLES, type BodyKind } from './body.ts';
import { MOST_WORKERS, mayWorkInGrid, staffed } from './grid-workers.ts';
import { headships, mayHeadStation } from './station.ts';
import { maySupervise, supervises } from './supervision.ts';
import { COMMITTEES, coversTerm, type HeldPost, holdsOn, lastDay, nextDay, overlaps, type Term } from './term.ts';

/** A post as someone wants to give it. */
export interface WantedPost extends Term {
  role: AppointmentRole;
  territory: string;
  allowance: string;
}

/** What the rules look at: the body, the person, all posts of the person, and the posts others hold in the body or the grid. */
export interface AppointmentFacts {
  /** `community`: the place is a community with a residents' committee, not a village. */
  body: { id: string; kind: BodyKind; territory: string; community: boolean } & Term;
  person: { id: string; name: string; livesIn: string | null };
  own: readonly HeldPost[];
  others: readonly HeldPost[];
}

const EVERY_OFFICE: readonly BodyKind[] = [
  'township-government',
  'township-centre',
  'township-office',
  'county-government',
  'county-department',
  'region-department',
];

/** In which kinds of body a post exists. */
export const BODIES_OF_ROLE: Record<AppointmentRole, readonly BodyKind[]> = {
  'grid-worker': ['service-station'],
  'station-worker': ['service-station'],
  'station-head': ['service-station'],
  'window-clerk': ['township-centre'],
  dispatcher: ['township-centre'],
  'office-staff': ['township-office', 'township-government', 'township-centre'],
  'department-staff': ['county-department', 'region-department'],
  supervisor: EVERY_OFFICE,
  administrator: EVERY_OFFICE,
  'party-secretary': ['party-organisation'],
  'party-deputy': ['party-organisation'],
  'party-member': ['party-organisation'],
  'committee-director': COMMITTEES,
  'committee-deputy': COMMITTEES,
  'committee-member': COMMITTEES,
  'supervision-head': ['supervision-committee'],
  'supervision-member': ['supervision-committee'],
  'group-head': COMMITTEES,
  director: EVERY_OFFICE,
};

const roleFitsBody = (facts: AppointmentFacts, post: WantedPost): Permission =>
  when(
    BODIES_OF_ROLE[post.role].includes(facts.body.kind),
    `${BODY_KIND_TITLES[facts.body.kind]}没有“${ROLE_TITLES[post.role]}”这个职务。`,
    '1.1',
  );

const insideTheBody = (facts: AppointmentFacts, post: WantedPost): Permission =>
  every(
    when(covers(facts.body.territory, post.territory), '负责的地方要在这个单位的辖区里。', '1.1'),
    when(coversTerm([facts.body], post), '任期要在这个单位存在的日子里。', '1.1'),
  );

const notTwice = (facts: AppointmentFacts, post: WantedPost): Permission =>
  when(
    !facts.own.some(
      (held) => held.bodyId === facts.body.id && held.role === post.role && held.territory === post.territory && overlaps(held, post),
    ),
    `${facts.person.name}这段时间已经担任这个职务。`,
    '1.1',
  );

/** The station's head is the village party secretary or the director of the committee, on each day of the term; and there is one head at a time. */
function headOfStation(facts: AppointmentFacts, post: WantedPost): Permission {
  if (post.role !== 'station-head') return allow;
  const eligible = mayHeadStation({ name: facts.person.name, posts: facts.own }, facts.body.territory, post.validFrom);
  if (!eligible.allowed) return eligible;
  if (!coversTerm(headships(facts.own, facts.body.territory), post))
    return refuse(`${facts.person.name}的书记或主任任期到不了站长任期结束，请把站长任期写短些。`, '2.3');
  const other = facts.others.find((held) => held.bodyId === facts.body.id && held.role === 'station-head' && overlaps(held, post));
  return when(!other, '这段时间服务站已有站长，请先结束现任站长的任职。', '2.3');
}

/**
 * A grid has one or two workers on each day. A worker is head of a villagers' group or member of the committee and lives in the grid;
 * for anyone else an allowance must be recorded (4.2).
 */
function workerOfGrid(facts: AppointmentFacts, post: WantedPost): Permission {
  if (post.role !== 'grid-worker') return allow;
  if (post.territory.length !== 15) return refuse('请选择网格员负责的网格。', '4.2');
  const workers = facts.others.filter((held) => held.role === 'grid-worker' && held.territory === post.territory && overlaps(held, post));
  const days = [post.validFrom, ...workers.map((held) => held.validFrom).filter((date) => date > post.validFrom)];
  const crowded = days.find((date) => staffed([...workers, post], date) === 'crowded');
  if (crowded) return refuse(`一个网格配 1 至 2 名网格员，这个网格在 ${crowded} 已有 ${MOST_WORKERS} 名。`, '4.2');
  return mayWorkInGrid(
    { name: facts.person.name, livesIn: facts.person.livesIn, allowance: post.allowance, posts: facts.own },
    post.territory,
    post.validFrom,
  );
}

/** Who sits on the committee does not watch it, in either order of appointing, by the law of the day both posts begin to meet (5.3). */
function notBothSides(facts: AppointmentFacts, post: WantedPost): Permission {
  const wanted = { ...post, bodyKind: facts.body.kind, bodyTerritory: facts.body.territory };
  const all = [...facts.own, wanted].filter((held) => held.bodyTerritory === facts.body.territory && overlaps(held, post));
  const days = [post.validFrom, ...all.map((held) => held.validFrom).filter((date) => date > post.validFrom)];
  const place = { code: facts.body.territory, community: facts.body.community };
  return every(
    ...days
      .filter((date) => all.some((held) => supervises(held.role) && holdsOn(held, date)))
      .map((date) => maySupervise({ name: facts.person.name, posts: all }, place, date)),
  );
}

/** Whether a person may be given a post: the kind of body has it, the term fits, and clauses 1.1, 2.3, 4.2 and 5.3 hold. */
export function judgeAppointment(facts: AppointmentFacts, post: WantedPost): Permission {
  return every(
    roleFitsBody(facts, post),
    insideTheBody(facts, post),
    notTwice(facts, post),
    headOfStation(facts, post),
    workerOfGrid(facts, post),
    notBothSides(facts, post),
  );
}

/** Whether what is written of a post may be put right so: the post goes on or is to come, and whoever needs an allowance keeps one (4.2, 5.3). */
export function judgeCorrection(
  post: HeldPost & { allowance: string },
  wanted: { allowance: string; woman: boolean | null },
  person: { name: string; livesIn: string | null; own: readonly HeldPost[] },
  today: string,
): Permission {
  if (post.validUntil !== null && post.validUntil < today) return refuse('这个任职已经结束了，留作历史，不再更正。');
  if (wanted.woman !== null && !supervises(post.role)) return refuse('只有监督委员会的职务登记是不是妇女成员。', '5.3');
  if (post.role !== 'grid-worker' || post.allowance === '' || wanted.allowance !== '') return allow;
  const day = post.validFrom > today ? post.validFrom : today;
  return mayWorkInGrid({ name: person.name, livesIn: person.livesIn, allowance: '', posts: person.own }, post.territory, day);
}

/** Whether a post may end on a day: a station's head stays secretary or director as long as they are its head (2.3). `own` are all posts of the person. */
export function judgeEnding(ending: HeldPost, until: string, own: readonly HeldPost[], today: string): Permission {
  if (ending.validUntil !== null && ending.validUntil < today) return refuse('这个任职已经结束了。');
  if (until < ending.validFrom) return refuse(`结束日期不能早于任职开始的 ${ending.validFrom}。`);
  if (ending.validUntil !== null && until > ending.validUntil) return refuse(`任职本来到 ${ending.validUntil} 为止，要延长请重新任职。`);
  const after = own.map((held) => (held.id === ending.id ? { ...held, validUntil: until } : held));
  const left = after.find(
    (held) =>
      held.role === 'station-head' &&
      held.bodyTerritory === ending.bodyTerritory &&
      lastDay(held) > until &&
      headships([ending], held.bodyTerritory).length > 0 &&
      !coversTerm(headships(after, held.bodyTerritory), {
        validFrom: held.validFrom > until ? held.validFrom : nextDay(until),
        validUntil: held.validUntil,
      }),
  );
  return when(!left, '他还是服务站站长，站长要由书记或主任担任，请先结束站长任职。', '2.3');
}
