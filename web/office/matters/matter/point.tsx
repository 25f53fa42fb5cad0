import type { MatterView } from '../../../../domain/matters/contract.ts';
import { Icon } from '../../../kit/icons.tsx';
import { PointMap } from '../../../kit/point-map.tsx';
import { useMe } from '../../shell/me.ts';
import { say } from './messages.ts';

/** Where it is: a small map where tiles are set up, and in words with a link that a phone's own map opens. */
export function Point({ point }: { point: NonNullable<MatterView['point']> }) {
  const { data } = useMe();
  const tiles = data?.setup.tiles;
  const [lat, lon] = [point.lat.toFixed(5), point.lon.toFixed(5)];
  return (
    <>
      {tiles && <PointMap tiles={tiles} point={point} centre={point} label={say('map')} />}
      <p className="quiet point-words">
        <Icon name="map" />
        {say('pointWords', { lat, lon })}{' '}
        <a href={`geo:${lat},${lon}?q=${lat},${lon}`} className="no-print">
          {say('pointOpen')}
        </a>
      </p>
    </>
  );
}
