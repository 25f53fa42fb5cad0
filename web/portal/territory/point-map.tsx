import { useEffect, useRef } from 'react';
import { t } from './messages.ts';

/** A small map on which one can set a point; the map library is fetched when it is first shown. */
export function PointMap({
  tiles,
  point,
  centre,
  onChange,
}: {
  tiles: { url: string; attribution: string };
  point?: { lon: number; lat: number };
  centre: { lon: number; lat: number };
  onChange: (point: { lon: number; lat: number }) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const first = useRef(point);
  useEffect(() => {
    let remove: (() => void) | undefined;
    let gone = false;
    void Promise.all([import('leaflet'), import('leaflet/dist/leaflet.css')]).then(([{ default: L }]) => {
      if (gone || !box.current) return;
      const at = first.current ?? centre;
      const map = L.map(box.current).setView([at.lat, at.lon], first.current ? 17 : 14);
      // Only the maker of the map is named, as its licence asks.
      map.attributionControl.setPrefix(false);
      L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 18 }).addTo(map);
      let marker =
        first.current && L.circleMarker([first.current.lat, first.current.lon], { radius: 12, weight: 4, color: '#0f6b68' }).addTo(map);
      map.on('click', ({ latlng }) => {
        marker?.remove();
        marker = L.circleMarker(latlng, { radius: 12, weight: 4, color: '#0f6b68' }).addTo(map);
        change.current({ lon: Number(latlng.lng.toFixed(6)), lat: Number(latlng.lat.toFixed(6)) });
      });
      remove = () => map.remove();
    });
    return () => {
      gone = true;
      remove?.();
    };
  }, [tiles.url, tiles.attribution, centre]);
  return <div ref={box} className="point-map" role="application" aria-label={t('map')} />;
}
