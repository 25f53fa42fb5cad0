import './territory.css';
import { useParams } from '@tanstack/react-router';
import { useStaff } from '../shell/me.ts';
import { PlacePage } from './place-page.tsx';
import { PlaceTree } from './place-tree.tsx';

/** 村社与网格: the tree at the left, one place at the right; it opens where one works. */
export function PlacesScreen() {
  const { code } = useParams({ strict: false });
  const { range } = useStaff();
  const shown = code ?? range;
  return (
    <div className="places">
      <PlaceTree current={shown} />
      <div className="stack">
        <PlacePage key={shown} code={shown} />
      </div>
    </div>
  );
}
