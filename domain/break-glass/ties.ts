/** A member of staff as far as ties go: everybody they or their family's accounts speak for, where those live, and what they are called by. */
export interface StaffCircle {
  accountId: string;
  bodyId: string;
  persons: readonly string[];
  households: readonly string[];
  /** Blind indexes, never numbers. */
  phones: readonly string[];
}

/** A resident and whoever lives with them, as far as ties go: an opening opens all of a household. */
export interface HomeTies {
  persons: readonly string[];
  household: string | null;
  /** Blind indexes. */
  phones: readonly string[];
  /** Units in which one of them holds a post today. */
  bodies: readonly string[];
  /** Units and accounts one of them has raised something against. */
  against: { bodies: readonly string[]; accounts: readonly string[] };
}

const share = (one: readonly string[], other: readonly string[]) => one.some((each) => other.includes(each));

/** Oneself, one's household, whoever shares one's phone or account, or a colleague of one's own unit lives there. */
export const isNear = (staff: StaffCircle, home: HomeTies): boolean =>
  share(staff.persons, home.persons) ||
  (home.household !== null && staff.households.includes(home.household)) ||
  share(staff.phones, home.phones) ||
  home.bodies.includes(staff.bodyId);

/** Somebody there complained of this member of staff or of their unit. */
export const isComplainedOf = (staff: StaffCircle, home: HomeTies): boolean =>
  home.against.accounts.includes(staff.accountId) || home.against.bodies.includes(staff.bodyId);

/** One natural person under two accounts, or two of one family. */
export const areOneFamily = (one: StaffCircle, other: StaffCircle): boolean =>
  one.accountId === other.accountId ||
  share(one.persons, other.persons) ||
  share(one.households, other.households) ||
  share(one.phones, other.phones);
