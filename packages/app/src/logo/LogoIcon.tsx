/** Slipway's mark, a bow on its ramp. Decoration: name the link around it. */
export function LogoIcon(props: { size?: number; className?: string }) {
  const { size = 24, className } = props;
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      className={className}
      aria-hidden
      focusable="false"
    >
      <path
        fill="currentColor"
        d="M2.5 7.5c8.5.6 18.2-.6 27-4.5-1.6 5.8-5.2 11.3-10.6 14.2L2.5 14.2Z"
      />
      <g
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
      >
        <path d="m3 19.2 26 5.4" />
        <path d="m3 25.2 15 3.1" opacity="0.55" />
      </g>
    </svg>
  );
}
