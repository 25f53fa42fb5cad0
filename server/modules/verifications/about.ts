import type { StaffActor } from '../../../domain/accounts/actor.ts';
import { FACT_QUESTIONS, KNOWN_FACTS, type KnownFact } from '../../../domain/matters/home-verification/contract.ts';
import { isOpen } from '../../../domain/matters/state.ts';
import type { AuditEntry } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { invalid } from '../../platform/problem.ts';
import { findMatter, type MatterRow } from '../matters/index.ts';
import { type HouseholdFacts, householdFacts, householdOf } from '../people/index.ts';

/** What a verification is about: the application it is for, if any, and the household with what is held of it. */
export interface About {
  application: MatterRow | null;
  household: string;
  facts: HouseholdFacts;
}

/** Finds the household, the applicant's where none is named. Throws a field error for what is not there or already done. */
export async function aboutOf(
  tx: Tx,
  actor: StaffActor,
  named: { household?: string | undefined; application?: string | undefined },
): Promise<About> {
  const application = named.application ? await findMatter(tx, named.application) : null;
  if (named.application && !application) throw invalid('application', '没有找到这份申请。');
  if (application && !isOpen(application.state.status)) throw invalid('application', '这份申请已经办完。');
  const [applicant] = application?.reporters ?? [];
  const household = named.household ?? (applicant ? await householdOf(tx, applicant) : null);
  if (!household)
    throw invalid('household', application ? '这份申请没有登记到户，请从「居民」里找到这一户再要求核查。' : '请选择要核查的户。');
  const facts = await householdFacts(tx, actor.body.territory.slice(0, 6), household);
  if (!facts) throw invalid('household', '没有找到这一户。');
  return { application, household, facts };
}

/** One audit row for each of the household: what is held of it is about all of them, and each finds the look in their own ledger. */
export const looksAtHousehold = (actor: StaffActor, { household, facts }: About, matterId: string | null): AuditEntry[] =>
  (facts.persons.length ? facts.persons : [null]).map((personId) => ({
    kind: 'look',
    county: actor.body.territory.slice(0, 6),
    territory: facts.grid,
    personId,
    matterId,
    purpose: '要求入户核查',
    detail: { household },
  }));

/** What is held, in words; '' for what is not. */
export function knownOf(facts: Pick<HouseholdFacts, 'address' | 'members' | 'livingHere'>): Record<KnownFact, string> {
  return {
    address: facts.address,
    'lives-here': facts.livingHere === 0 ? '全家外出' : facts.livingHere === facts.members ? '全家常住' : `${facts.livingHere} 人常住`,
    members: `${facts.members} 人`,
  };
}

export const factsTold = (facts: HouseholdFacts) => {
  const known = knownOf(facts);
  return KNOWN_FACTS.map((fact) => ({ fact, question: FACT_QUESTIONS[fact], value: known[fact] }));
};
