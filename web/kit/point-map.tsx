import { useEffect, useRef } from 'react';

export interface Point {
  lon: number;
  lat: number;
}

const LOOK = { radius: 12, weight: 4, color: '#0f6b68' };

/** A small map with a point, which a click sets where `onChange` is given; the map library is fetched when it is first shown. */
export function PointMap({
  tiles,
  point,
  centre,
  label,
  onChange,
}: {
  tiles: { url: string; attribution: string };
  point?: Point;
  centre: Point;
  label: string;
  onChange?: (point: Point) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const first = useRef(point);
  useEffect(() => {
    let remove: (() => void) | undefined;
    let gone = false;
    void Promise.all([import('leaflet'), import('leaflet/dist/leaflet.css')])
      .then(([{ default: L }]) => {
        if (gone || !box.current) return;
        const at = first.current ?? centre;
        // A map to look at must not catch the wheel of someone who scrolls past it.
        const map = L.map(box.current, { scrollWheelZoom: change.current !== undefined }).setView(
          [at.lat, at.lon],
          first.current ? 17 : 14,
        );
        // Only the maker of the map is named, as its licence asks.
        map.attributionControl.setPrefix(false);
        L.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 18 }).addTo(map);
        let marker = first.current && L.circleMarker([first.current.lat, first.current.lon], LOOK).addTo(map);
        map.on('click', ({ latlng }) => {
          if (!change.current) return;
          marker?.remove();
          marker = L.circleMarker(latlng, LOOK).addTo(map);
          change.current({ lon: Number(latlng.lng.toFixed(6)), lat: Number(latlng.lat.toFixed(6)) });
        });
        remove = () => map.remove();
      })
      // Without a network there is no map; what is around it still says where.
      .catch(() => undefined);
    return () => {
      gone = true;
      remove?.();
    };
  }, [tiles.url, tiles.attribution, centre]);
  return <div ref={box} className="point-map" role="application" aria-label={label} />;
}
