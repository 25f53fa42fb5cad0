import type { ProxyContent } from '../../../domain/matters/proxy-service/content.ts';
import type { OutputOf } from '../../kit/call.ts';

/** What only a proxy service keeps; undefined for other kinds. */
export const proxyOf = ({ kind, content }: Pick<OutputOf<'matters.view'>, 'kind' | 'content'>): ProxyContent | undefined =>
  kind === 'proxy-service' && content ? (content as unknown as ProxyContent) : undefined;
