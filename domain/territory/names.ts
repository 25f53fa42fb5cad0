/** How people call a village or community, from the name the statistics bureau keeps: 原隆村委会 → 原隆村, 福宁社区居委会 → 福宁社区. */
export function shortNameOf(name: string): string {
  return name
    .replace(/社区(居民委员会|居委会)$/, '社区')
    .replace(/村(村民委员会|村委会)$/, '村')
    .replace(/(村民委员会|村委会)$/, '村')
    .replace(/居民委员会$/, '居委会');
}
