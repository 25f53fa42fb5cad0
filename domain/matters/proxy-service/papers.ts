/**
 * Whether a paper is an identity card and nothing else. Its picture is never collected: it is shown, at home or at the window, and that it was seen
 * is noted (Personal Information Protection Law, article 6).
 */
export const isIdentityCard = (name: string): boolean =>
  /^(本人|居民|申请人|经办人|代办人|夫妻双方)*身份证(件|明)?(原件|复印件|及|和|或)*$/.test(withoutBracket(name));

/** Whether it is the card of whoever applies, and nobody else's: an application that asks for it needs their number, and what is held of it stands for the card. */
export const isApplicantsCard = (name: string): boolean => isIdentityCard(name) && !/经办人|代办人|夫妻/.test(name);

function withoutBracket(name: string): string {
  const bracket = name.search(/[（(]/);
  return (bracket >= 0 && /[）)]$/.test(name) ? name.slice(0, bracket) : name).trim();
}
