import type { RegisterGap } from './contract.ts';

/** The register of a village, as a path below /office: only those with the gap. */
export const registerAt = (village: string, gap: RegisterGap): string => `/people?territory=${village}&gap=${gap}`;

/** The form that enters a household of a village. */
export const newHouseholdAt = (village: string): string => `/people?territory=${village}&add=household`;
