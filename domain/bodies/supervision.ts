import type { AppointmentRole } from '../accounts/roles.ts';
import { ARTICLES, cite, inForce, opinion, type Source } from '../policy/law.ts';
import { allow, type Permission, refuse } from '../policy/permission.ts';
import { broken, holds, type JudgedPlace, named, noData, notApplicable, rule, warns } from '../policy/rule.ts';
import { appointAt, bodyAt, foundAt, postAt } from './act-paths.ts';
import { COMMITTEES, holdsOn, type PostOf } from './term.ts';

const OPINION = opinion(5, '社区设居务监督委员会，三到五人：主任一名，委员两到四名，要有妇女成员。');
const IN_COMMUNITIES: readonly Source[] = [OPINION, ARTICLES.residentsSupervision];
/** The opinion speaks of communities; in a village the organisation law asks for the committee, and its size is a recommendation. */
const IN_VILLAGES: readonly Source[] = [ARTICLES.villageSupervision2018, ARTICLES.villageSupervision];

export const FEWEST_SUPERVISORS = 3;
export const MOST_SUPERVISORS = 5;

const SUPERVISORS: readonly AppointmentRole[] = ['supervision-head', 'supervision-member'];
export const supervises = (role: AppointmentRole): boolean => SUPERVISORS.includes(role);

const ON_COMMITTEE: readonly AppointmentRole[] = ['committee-director', 'committee-deputy', 'committee-member'];

/** Who sits on the committee does not watch it: the organisation law of the day says so, for communities only since 2026. */
export function maySupervise(
  person: { name: string; posts: readonly PostOf[] },
  place: { code: string; community: boolean },
  day: string,
): Permission {
  const [law] = inForce(place.community ? [ARTICLES.residentsSupervision] : IN_VILLAGES, day);
  const seat = person.posts.find(
    (held) =>
      held.bodyTerritory === place.code && COMMITTEES.includes(held.bodyKind) && ON_COMMITTEE.includes(held.role) && holdsOn(held, day),
  );
  if (!law || !seat) return allow;
  const committee = place.community ? '居委会' : '村委会';
  return refuse(`${person.name}在 ${day} 是${committee}成员，不能同时监督${committee}。`, '5.3', cite(law));
}

export interface SupervisionFacts {
  /** Whether any body of the place is recorded. */
  known: boolean;
  bodyId: string | null;
  members: readonly { id: string; name: string; head: boolean; woman: boolean | null; posts: readonly PostOf[] }[];
}

const titleOf = (place: JudgedPlace) => (place.community ? '居务监督委员会' : '村务监督委员会');

/** A supervision committee of three to five with one head and at least one woman, none of them of the committee they watch (5.3). */
export const supervisionCommittee = rule({
  id: 'supervision-committee',
  title: '监督委员会三到五人，有主任，有妇女',
  clause: '5.3',
  inPrinciple: false,
  sources: (place) => (place.community ? IN_COMMUNITIES : IN_VILLAGES),
  from: OPINION.from,
  until: null,
  topics: ['bodies'],
  act: { title: '去配齐监督委员会', roles: ['administrator'] },
  judge: ({ known, bodyId, members }: SupervisionFacts, { place, day, sources }) => {
    const title = titleOf(place);
    if (!sources.length) return notApplicable(`这一天的法律还没有要求${title}。`);
    const founding = foundAt('supervision-committee', place.code);
    if (!known) return noData(`还没有登记过${place.name}的组织。`, [], founding);
    if (!bodyId) return broken(`${place.name}没有${title}。`, [`登记过别的组织，没有登记${title}。`], founding);
    const path = bodyAt(bodyId);
    const heads = members.filter(({ head }) => head).length;
    const women = members.filter(({ woman }) => woman === true).length;
    const untold = members.filter(({ woman }) => woman === null);
    const unknown = untold.length;
    const facts = [
      `现有 ${members.length} 人，主任 ${heads} 名，妇女 ${women} 名${unknown ? `，${unknown} 人没有登记是不是妇女` : ''}。`,
      ...members.map((member) => `${member.name}，${member.head ? '主任' : '委员'}`),
    ];
    const conflicted = members.flatMap((member) => {
      const permission = maySupervise(member, place, day);
      return permission.allowed ? [] : [{ id: member.id, reason: permission.reason }];
    });
    const [first, ...others] = conflicted;
    if (first) return broken(first.reason, [...facts, ...others.map(({ reason }) => reason)], postAt(bodyId, 'end', first.id));
    const appointing = appointAt(bodyId, heads ? 'supervision-member' : 'supervision-head');
    if (!members.length) return broken(`${title}现在没有成员。`, facts, appointing);
    // The numbers are the opinion's, which speaks of communities; a village is only told.
    const judge = place.community ? broken : warns;
    if (members.length < FEWEST_SUPERVISORS || members.length > MOST_SUPERVISORS)
      return judge(
        `${title}有 ${members.length} 人，应是 ${FEWEST_SUPERVISORS} 到 ${MOST_SUPERVISORS} 人。`,
        facts,
        members.length < FEWEST_SUPERVISORS ? appointing : path,
      );
    if (heads === 0) return judge(`${title}没有主任。`, facts, appointing);
    if (heads > 1) return judge(`${title}有 ${heads} 名主任，只能有一名。`, facts, path);
    const [asked] = untold;
    if (women === 0 && asked)
      return noData(`${title}${named(untold.map(({ name }) => name))}没有登记是不是妇女成员。`, facts, postAt(bodyId, 'correct', asked.id));
    if (women === 0) return judge(`${title}没有妇女成员。`, facts, members.length < MOST_SUPERVISORS ? appointing : path);
    return holds(`${title} ${members.length} 人，有主任，有妇女成员。`, facts, path);
  },
});
