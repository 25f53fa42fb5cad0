import type { OutputOf } from '../../kit/call.ts';
import { useRead } from '../../kit/query.ts';

export type Me = OutputOf<'accounts.me'>;
/** The hat someone wears at work. */
export type Staff = Extract<NonNullable<Me['actor']>, { kind: 'staff' }>;
export type StaffRole = Staff['role'];

/** Who is signed in, which hats they have, and what day it is. */
export function useMe() {
  return useRead('accounts.me', {});
}

/** The signed-in member of staff; only inside the frame, which shows no screen without one. */
export function useStaff(): Staff {
  const { data } = useMe();
  if (data?.actor?.kind !== 'staff') throw new Error('this screen needs a member of staff');
  return data.actor;
}

/** Today's date in the region, as the server's clock has it (`YYYY-MM-DD`). */
export function useToday(): string {
  const { data } = useMe();
  return data?.setup.today.date ?? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
