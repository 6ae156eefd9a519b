import { useId, type ReactNode } from "react";

/** The parts that pictures of portals are drawn of. Everything is in the pixels of a picture 352 wide. */
const width = 352;

export interface PictureFrameProps {
  /** What there is to see, for who does not see it. */
  label: string;
  /** The page's own title. */
  title: string;
  height: number;
  children: ReactNode;
}

/** A window of a portal. The same in light and dark, by the colours of the theme. */
export function PictureFrame({ label, title, height, children }: PictureFrameProps) {
  const id = useId();
  return (
    <svg
      role="img"
      aria-labelledby={id}
      viewBox={`0 0 ${width} ${height}`}
      className="bg-sunken rounded-card h-auto w-full max-w-sm border font-sans text-[11px]"
    >
      <title id={id}>{label}</title>
      <g aria-hidden>
        <rect width={width} height={32} className="fill-surface" />
        <line x1={0} y1={32} x2={width} y2={32} className="stroke-border" />
        {[16, 28, 40].map((x) => (
          <circle key={x} cx={x} cy={16} r={3.5} className="fill-border-strong" />
        ))}
        <PictureText x={56} y={20} strong>
          {title}
        </PictureText>
        {children}
      </g>
    </svg>
  );
}

export interface PictureTextProps {
  x: number;
  y: number;
  muted?: boolean;
  strong?: boolean;
  children: ReactNode;
}

export function PictureText({ x, y, muted = false, strong = false, children }: PictureTextProps) {
  return (
    <text x={x} y={y} className={muted ? "fill-muted" : strong ? "fill-foreground font-semibold" : "fill-foreground"}>
      {children}
    </text>
  );
}

interface Marked {
  /** The number of the field in the order in which they are filled in. */
  marker?: string;
}

function Marker({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  return (
    <>
      <circle cx={x} cy={y} r={8} className="fill-accent" />
      <text x={x} y={y + 3.5} textAnchor="middle" className="fill-on-accent text-[10px] font-semibold">
        {children}
      </text>
    </>
  );
}

export interface PictureFieldProps extends Marked {
  x: number;
  y: number;
  width: number;
  value: string;
}

export function PictureField({ x, y, width: fieldWidth, value, marker }: PictureFieldProps) {
  return (
    <>
      <rect
        x={x}
        y={y}
        width={fieldWidth}
        height={22}
        rx={4}
        className={marker === undefined ? "fill-surface stroke-border-strong" : "fill-surface stroke-accent"}
      />
      <text x={x + 8} y={y + 15} className="fill-muted">
        {value}
      </text>
      {marker === undefined ? null : (
        <Marker x={x + fieldWidth} y={y}>
          {marker}
        </Marker>
      )}
    </>
  );
}

export interface PictureButtonProps extends Marked {
  x: number;
  y: number;
  width: number;
  label: string;
}

export function PictureButton({ x, y, width: buttonWidth, label, marker }: PictureButtonProps) {
  return (
    <>
      <rect x={x} y={y} width={buttonWidth} height={24} rx={4} className="fill-accent-soft stroke-accent" />
      <text x={x + buttonWidth / 2} y={y + 16} textAnchor="middle" className="fill-accent-text font-medium">
        {label}
      </text>
      {marker === undefined ? null : (
        <Marker x={x + buttonWidth} y={y}>
          {marker}
        </Marker>
      )}
    </>
  );
}

export interface PictureRowProps {
  x: number;
  y: number;
  label: string;
}

/** A box that is ticked. */
export function PictureTick({ x, y, label }: PictureRowProps) {
  return (
    <>
      <rect x={x} y={y} width={14} height={14} rx={3} className="fill-accent" />
      <path
        d={`M ${x + 3.5} ${y + 7.5} l 2.5 2.5 l 4.5 -5`}
        className="stroke-on-accent fill-none"
        strokeWidth={1.75}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <text x={x + 22} y={y + 11} className="fill-foreground">
        {label}
      </text>
    </>
  );
}

/** A switch that is on. */
export function PictureSwitch({ x, y, label, marker }: PictureRowProps & Marked) {
  return (
    <>
      <rect x={x} y={y} width={30} height={16} rx={8} className="fill-accent" />
      <circle cx={x + 22} cy={y + 8} r={6} className="fill-on-accent" />
      <text x={x + (marker === undefined ? 40 : 60)} y={y + 12} className="fill-foreground">
        {label}
      </text>
      {marker === undefined ? null : (
        <Marker x={x + 44} y={y + 8}>
          {marker}
        </Marker>
      )}
    </>
  );
}
