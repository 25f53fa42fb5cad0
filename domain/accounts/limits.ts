const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One-time codes to phones. Six digits, five tries and at most ten codes a day leave a guesser one chance in twenty thousand a day. */
export const CODE = {
  lifetime: 5 * MINUTE,
  tries: 5,
  resendSeconds: 60,
  /** The most codes for one phone, and for one address (many phones of a mobile network share one). */
  perPhone: [
    { within: HOUR, most: 5 },
    { within: DAY, most: 10 },
  ],
  perAddress: [{ within: HOUR, most: 60 }],
} as const;

/**
 * Receipt codes an hour that nobody was given: many phones of a mobile network share one address, and some of a day's codes are typed wrongly.
 * Of 30^8 codes with a million of them in use, 600 guesses an hour find one in some 45 days, and then a matter without its papers.
 */
export const WRONG_RECEIPTS = { perAddress: 30, total: 600 } as const;

/** How long what was begun may be finished. */
export const REGISTER_LIFETIME = 15 * MINUTE;
export const PASSKEY_CHALLENGE_LIFETIME = 5 * MINUTE;
export const RESET_LINK_LIFETIME = DAY;

/** Sessions: staff share counters and offices, residents carry their own phone. `idle` since the last request, `whole` since sign-in. */
export const SESSION = {
  staff: { idle: 12 * HOUR, whole: 7 * DAY },
  resident: { idle: 90 * DAY, whole: 90 * DAY },
} as const;

/** How long after a whole sign-in (all its factors) ways to sign in may be changed and other sign-ins ended (OWASP ASVS 5.0, 7.5.1 and 7.5.2). */
export const FRESH_SIGN_IN = 15 * MINUTE;

/** Each further lock-out lasts twice as long, up to sixteen times. */
export function lockMinutes(minutes: number, lockoutsBefore: number): number {
  return minutes * 2 ** Math.min(lockoutsBefore, 4);
}
