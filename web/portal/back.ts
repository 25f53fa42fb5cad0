import { useLocation } from 'wouter';

let steps = 0;

// wouter announces every navigation inside the portal; without one there is nothing of ours to go back to.
window.addEventListener('pushState', () => {
  steps += 1;
});
window.addEventListener('popstate', () => {
  steps = Math.max(0, steps - 1);
});

/** The way back: to where one came from inside the portal, else to the given page. */
export function useBack(otherwise = '/'): () => void {
  const [, navigate] = useLocation();
  return () => {
    if (steps > 0) history.back();
    else navigate(otherwise, { replace: true });
  };
}
