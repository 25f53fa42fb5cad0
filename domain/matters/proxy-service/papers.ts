/**
 * Whether a paper is an identity card and nothing else. Its picture is never collected: it is shown, at home or at the window, and that it was seen
 * is noted (Personal Information Protection Law, article 6).
 */
export function isIdentityCard(name: string): boolean {
  const bracket = name.search(/[（(]/);
  const bare = bracket >= 0 && /[）)]$/.test(name) ? name.slice(0, bracket) : name;
  return /^(本人|居民|申请人|经办人|代办人|夫妻双方)*身份证(件|明)?(原件|复印件|及|和|或)*$/.test(bare.trim());
}
