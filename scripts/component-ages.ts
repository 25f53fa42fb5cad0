/** A version as numbers to compare by; null for one before its release (a hyphen), which nobody has to move up to. */
function numbersOf(version: string): number[] | null {
  return /^\d+(\.\d+)*$/.test(version) ? version.split('.').map(Number) : null;
}

/** Negative when `one` is older than `other`; what stands behind a hyphen is left out. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => numbersOf(version.replace(/[-+].*/, '')) ?? []);
  for (let at = 0; at < Math.max(a?.length ?? 0, b?.length ?? 0); at += 1) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const DAY = 86_400_000;

/** An update that should have been made: the first newer release, and for how many days it has been there. */
export interface Overdue {
  version: string;
  days: number;
}

/**
 * Whether a package has stayed behind for longer than `days`: null when not. `times` are the moments its versions came out; one that is `held` (`0.28`)
 * moves up inside that line alone.
 */
export function overdueUpdate(
  own: string,
  times: Readonly<Record<string, string>>,
  { held, days, now }: { held: string | null; days: number; now: Date },
): Overdue | null {
  const newer = Object.entries(times)
    .filter(([version]) => numbersOf(version) !== null && compareVersions(version, own) > 0)
    .filter(([version]) => held === null || version.startsWith(`${held}.`))
    .map(([version, at]) => ({ version, days: Math.floor((now.getTime() - Date.parse(at)) / DAY) }));
  const longest = newer.sort((one, other) => other.days - one.days)[0];
  return longest && longest.days > days ? longest : null;
}

/** The lines packages are held at, as docs/dependencies.md says: `held at 0.28`. */
export function heldLines(page: string): Map<string, string> {
  return new Map([...page.matchAll(/^\| `([^`]+)` \|[^|]*\bheld at (\d[\d.]*\d|\d)/gm)].map(([, name = '', line = '']) => [name, line]));
}

/** A known weakness as OSV writes it (https://ossf.github.io/osv-schema/). */
export interface Advisory {
  id: string;
  withdrawn?: string;
  affected?: {
    package?: { ecosystem: string; name: string };
    versions?: string[];
    ranges?: { type: string; events: { introduced?: string; fixed?: string; last_affected?: string }[] }[];
  }[];
}

/** Whether an advisory speaks of this version of an npm package. */
export function concerns(advisory: Advisory, name: string, version: string): boolean {
  if (advisory.withdrawn) return false;
  return (advisory.affected ?? []).some((part) => {
    if (part.package?.ecosystem !== 'npm' || part.package.name !== name) return false;
    if (part.versions?.includes(version)) return true;
    return (part.ranges ?? []).some(({ type, events }) => {
      if (type !== 'SEMVER') return false;
      let inside = false;
      for (const { introduced, fixed, last_affected: last } of events) {
        if (introduced !== undefined && (introduced === '0' || compareVersions(version, introduced) >= 0)) inside = true;
        if (fixed !== undefined && compareVersions(version, fixed) >= 0) inside = false;
        if (last !== undefined && compareVersions(version, last) > 0) inside = false;
      }
      return inside;
    });
  });
}
