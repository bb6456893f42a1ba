import { Tooltip } from '@patternfly/react-core';
import {
  cloneElement,
  useEffect,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
  type RefObject,
} from 'react';

interface Trigger {
  readonly ref?: RefObject<HTMLElement | null>;
  readonly onMouseEnter?: () => void;
  readonly onFocus?: () => void;
}

/**
 * A tooltip that is made when somebody points at its element or goes there. One that waits costs a
 * row as much as all of its cells: it listens to the document and looks for its place.
 */
export function Hint({
  content,
  children,
}: {
  readonly content: ReactNode;
  /** An element, or a component that hands its properties on to one. */
  readonly children: ReactElement<Trigger>;
}) {
  const element = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useState(false);
  const want = () => setWanted(true);
  return (
    <>
      {cloneElement(children, { ref: element, onMouseEnter: want, onFocus: want })}
      {wanted && <Shown element={element} content={content} onGone={() => setWanted(false)} />}
    </>
  );
}

/** From here on it opens and closes by itself. */
function Shown({
  element,
  content,
  onGone,
}: {
  readonly element: RefObject<HTMLElement | null>;
  readonly content: ReactNode;
  /** Whoever pointed here was gone before it listened. */
  readonly onGone: () => void;
}) {
  useEffect(() => {
    if (element.current?.matches(':hover, :focus') !== true) {
      onGone();
    }
    // Only at its beginning: afterwards it hears of it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return <Tooltip triggerRef={element} content={content} aria-live="off" isVisible />;
}
