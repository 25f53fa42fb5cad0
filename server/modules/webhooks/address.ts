import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Addresses a webhook must not reach: this machine, this network, and what clouds keep their secrets behind. */
const INNER = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  INNER.addSubnet(net, prefix, 'ipv4');
/** Of IPv6 only what is routed in public is reached at all, less what carries an IPv4 address inside. */
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6');
const WITHIN_V6 = new BlockList();
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  WITHIN_V6.addSubnet(net, prefix, 'ipv6');

export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  if (family === 4) return !INNER.check(address, 'ipv4');
  return family === 6 && PUBLIC_V6.check(address, 'ipv6') && !WITHIN_V6.check(address, 'ipv6');
};

/** The host of an address as resolvers take it, without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/**
 * Why an address is refused, as it stands; null when it may be tried. `inner` are hosts of the operator's own network, from LINLI_WEBHOOK_HOSTS.
 * What a name stands for is looked at again with each delivery.
 */
export function whyNot(text: string, inner: readonly string[]): string | null {
  const url = new URL(text);
  if (url.username || url.password) return '地址里不能有用户名和密码。';
  const allowed = inner.includes(url.host) || inner.includes(url.hostname);
  if (url.protocol !== 'https:' && !allowed) return '只能推送到 https:// 地址。';
  if (!allowed && isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url))) return '不能推送到本机或内网地址；内网的系统请运维人员先登记。';
  if (!allowed && /(^|\.)(localhost|local|internal)\.?$/.test(url.hostname))
    return '不能推送到本机或内网地址；内网的系统请运维人员先登记。';
  return null;
}

/** The address to connect to, looked up once and used as it is, so that a name cannot stand for another machine a moment later. */
export async function addressFor(url: URL, inner: readonly string[]): Promise<LookupAddress> {
  const found = await lookup(hostOf(url), { all: true });
  const allowed = inner.includes(url.host) || inner.includes(url.hostname);
  const [first] = found;
  if (!first || (!allowed && !found.every(({ address }) => isPublicAddress(address)))) throw new Error('域名指向本机或内网地址，没有推送');
  return first;
}
