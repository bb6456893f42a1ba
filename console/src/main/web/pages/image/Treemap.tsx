import { Button, Flex, FlexItem } from '@patternfly/react-core';
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { Link, useNavigate } from 'react-router';
import { ExploitedLabel, SeverityLabel, SEVERITIES } from '@/shared/severities';
import { sharedText } from '@/shared/text';
import { useText } from '@/text/useText';
import { CAPTION, placed, type LayerNode, type Measure, type PackageNode } from './layerTree';
import { layerText } from './layerText';
import { neighbour, type Direction, type Tile } from './treemap';
import { useTabAddress } from './useTabAddress';

const HEIGHT = 420;
const USUAL = 900;
/** The width of a letter, about. */
const LETTER = 7;

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Layers as boxes of packages, coloured by the worst issue of each. */
export function Treemap({
  layers,
  measure,
}: {
  readonly layers: readonly LayerNode[];
  readonly measure: Measure;
}) {
  const text = useText(layerText);
  const shared = useText(sharedText);
  const navigate = useNavigate();
  const tabAddress = useTabAddress();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [active, setActive] = useState(-1);
  const boxes = useMemo(
    () => placed(layers, measure, { x: 0, y: 0, width, height: HEIGHT }),
    [layers, measure, width],
  );
  const tiles = useMemo(() => boxes.flatMap((box) => box.packages), [boxes]);
  const chosen = tiles[active]?.item;
  const told = (node: PackageNode): string =>
    text.package(
      node.name,
      node.version,
      node.severity === null ? text.noIssue : shared.severities[node.severity],
      node.issues,
    );

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = KEYS[event.key];
    if (direction !== undefined) {
      event.preventDefault();
      const next = active < 0 ? 0 : neighbour(tiles, active, direction);
      if (next >= 0) {
        setActive(next);
      }
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      setActive(event.key === 'Home' ? 0 : tiles.length - 1);
    } else if (event.key === 'Enter' && chosen && chosen.issues > 0) {
      void navigate(tabAddress('vulnerabilities', { q: chosen.name }));
    }
  };
  return (
    <>
      <div
        ref={frame}
        className="bw-treemap"
        role="listbox"
        tabIndex={0}
        aria-label={text.map}
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        onKeyDown={onKeyDown}
        onFocus={() => setActive((at) => (at < 0 ? 0 : at))}
      >
        <svg width={width} height={HEIGHT} role="presentation">
          {boxes.map((box) => {
            const { first } = box;
            return (
              <LayerBox
                key={box.layer.index}
                box={box}
                caption={text.caption(box.layer.index, box.layer.packages.length, box.layer.size)}
              >
                {box.packages.map((tile, index) => (
                  <PackageTile
                    key={first + index}
                    id={`${id}-${first + index}`}
                    tile={tile}
                    label={told(tile.item)}
                    active={active === first + index}
                    onChoose={() => setActive(first + index)}
                  />
                ))}
              </LayerBox>
            );
          })}
        </svg>
      </div>
      <Flex
        className="bw-treemap__below"
        justifyContent={{ default: 'justifyContentSpaceBetween' }}
        alignItems={{ default: 'alignItemsCenter' }}
      >
        <FlexItem>
          <Chosen node={chosen} />
        </FlexItem>
        <FlexItem>
          <ul className="bw-treemap__legend">
            {SEVERITIES.filter((each) => tiles.some((tile) => tile.item.severity === each)).map(
              (each) => (
                <li key={each} className={`bw-treemap__key bw-tile--${each}`}>
                  {shared.severities[each]}
                </li>
              ),
            )}
            <li className="bw-treemap__key">{text.noIssue}</li>
          </ul>
        </FlexItem>
      </Flex>
    </>
  );
}

function Chosen({ node }: { readonly node: PackageNode | undefined }) {
  const text = useText(layerText);
  const tabAddress = useTabAddress();
  if (node === undefined) {
    return <span className="bw-quiet">{text.choose}</span>;
  }
  return (
    <span className="bw-image__words">
      <strong>{text.chosen(node.name, node.version)}</strong>
      {node.severity === null ? (
        <span>{text.noIssue}</span>
      ) : (
        <>
          <SeverityLabel severity={node.severity} />
          {node.exploited && <ExploitedLabel />}
          <Button
            variant="link"
            isInline
            component={(props) => (
              <Link {...props} to={tabAddress('vulnerabilities', { q: node.name })} />
            )}
          >
            {text.issuesOf(node.issues)}
          </Button>
        </>
      )}
    </span>
  );
}

function LayerBox({
  box: { tile, packages },
  caption,
  children,
}: {
  readonly box: ReturnType<typeof placed>[number];
  readonly caption: string;
  readonly children: ReactNode;
}) {
  const captioned = (packages[0]?.y ?? 0) - tile.y >= CAPTION;
  return (
    <g role="group" aria-label={caption}>
      <rect className="bw-layer" {...shape(tile)} />
      {captioned && (
        <text className="bw-layer__caption" x={tile.x + 6} y={tile.y + 16} aria-hidden>
          {fit(caption, tile.width - 12)}
        </text>
      )}
      {children}
    </g>
  );
}

function PackageTile({
  id,
  tile,
  label,
  active,
  onChoose,
}: {
  readonly id: string;
  readonly tile: Tile<PackageNode>;
  readonly label: string;
  readonly active: boolean;
  readonly onChoose: () => void;
}) {
  const { item } = tile;
  const words = tile.height >= 18 ? fit(item.name, tile.width - 8) : '';
  return (
    <g
      id={id}
      role="option"
      tabIndex={-1}
      aria-label={label}
      aria-selected={active}
      className={`bw-tile ${item.severity === null ? '' : `bw-tile--${item.severity}`} ${active ? 'bw-tile--active' : ''}`}
      onClick={onChoose}
      onMouseEnter={onChoose}
    >
      <rect {...shape(tile)} />
      {words !== '' && (
        <text x={tile.x + 4} y={tile.y + 14} aria-hidden>
          {words}
        </text>
      )}
      <title>{label}</title>
    </g>
  );
}

function shape({ x, y, width, height }: Tile<unknown> | Omit<Tile<unknown>, 'item'>) {
  return { x, y, width: Math.max(0, width - 1), height: Math.max(0, height - 1) };
}

/** As much of a text as there is room for; nothing where that would say nothing. */
function fit(text: string, width: number): string {
  const letters = Math.floor(width / LETTER);
  if (text.length <= letters) {
    return text;
  }
  return letters < 4 ? '' : `${text.slice(0, letters - 1)}…`;
}

function useWidth(element: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(USUAL);
  useEffect(() => {
    const { current } = element;
    if (current === null) {
      return undefined;
    }
    const observer = new ResizeObserver(([entry]) => {
      if (entry) {
        setWidth(Math.max(1, Math.floor(entry.contentRect.width)));
      }
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
