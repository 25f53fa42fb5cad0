import { useRead } from '../../kit/query.ts';
import type { Place } from '../device.ts';

/** Who is here, as the screens need it. */
export type Visitor = {
  loading: boolean;
  signedIn: boolean;
  name: string;
  account?: string;
  personId?: string;
  persons: readonly { id: string; name: string; relation: string }[];
  home?: { village: Place; grid?: { code: string; name: string } };
  /** The masked phone that has proved itself but has no account yet, and the names on file with it. */
  registering?: { phone: string; onFile: readonly string[] };
  unread: number;
};

/** The resident who is signed in, if any; staff use the office and are nobody here. */
export function useMe(): Visitor {
  const read = useRead('accounts.me', {});
  const actor = read.data?.actor;
  const resident = actor?.kind === 'resident' ? actor : undefined;
  const home = resident?.home;
  return {
    loading: read.isLoading,
    signedIn: resident !== undefined,
    name: resident?.name ?? '',
    account: resident?.accountId,
    personId: resident?.personId,
    persons: resident?.persons ?? [],
    home: home
      ? {
          village: { code: home.village, name: home.villageName, township: home.townshipName },
          grid: home.grid ? { code: home.grid, name: home.gridName ?? '' } : undefined,
        }
      : undefined,
    registering: read.data?.registering ?? undefined,
    unread: read.data?.unread ?? 0,
  };
}

/** How this server is set up: a demo, a map, a warning about its calendar. */
export function useConfig(): { demo: boolean; tiles?: { url: string; attribution: string } } {
  const setup = useRead('accounts.me', {}).data?.setup;
  return { demo: setup?.demo ?? false, tiles: setup?.tiles ?? undefined };
}
