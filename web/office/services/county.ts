import type { Staff } from '../shell/me.ts';

/** The county whose catalogue someone reads; null for those who serve more than one. */
export const countyOfStaff = (staff: Staff): string | null => (staff.range.length >= 6 ? staff.range.slice(0, 6) : null);

/** Who keeps the catalogue of the county (2.1). */
export const keepsCatalogue = (staff: Staff, county: string): boolean => staff.role === 'administrator' && county.startsWith(staff.range);
