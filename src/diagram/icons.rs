//! Icons: our own, drawn with lines on a square of 24 by 24.

use super::kinds::Icon;

pub const USERS: Icon = Icon(
    "M9 11a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 9 11ZM3 19.5C3 16.2 5.7 14 9 14s6 2.2 6 5.5M16 5a3.1 3.1 0 0 1 0 5.8M17.5 14.4c2.1.7 3.5 2.6 3.5 5.1",
);
pub const GLOBE: Icon = Icon(
    "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c2.6 2.5 3.8 5.6 3.8 9s-1.2 6.5-3.8 9c-2.6-2.5-3.8-5.6-3.8-9S9.4 5.5 12 3Z",
);
pub const CLOCK: Icon = Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5l3.5 2.2");
pub const PIN: Icon =
    Icon("M12 21s7-6.2 7-11.2A7 7 0 0 0 5 9.8C5 14.8 12 21 12 21ZM12 12.4a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z");
pub const CLOUD: Icon = Icon("M7 18.5h10.2a4 4 0 0 0 .6-8A6 6 0 0 0 6.3 9.9 4.4 4.4 0 0 0 7 18.5Z");
pub const GATEWAY: Icon = Icon("M12 3v18M8.5 6.5 12 3l3.5 3.5M8.5 17.5 12 21l3.5-3.5M7.5 9.5H4.5v5h3M16.5 9.5h3v5h-3");
pub const WAY_OUT: Icon = Icon("M13 8V5H4v14h9v-3M9 12h12M17.5 8.5 21 12l-3.5 3.5");
pub const FAN: Icon = Icon(
    "M3 12a2.2 2.2 0 1 0 4.4 0A2.2 2.2 0 1 0 3 12ZM7.4 12h9.2M7.1 10.9l9.6-5M7.1 13.1l9.6 5M16.6 5a2 2 0 1 0 4 0 2 2 0 1 0-4 0ZM16.6 12a2 2 0 1 0 4 0 2 2 0 1 0-4 0ZM16.6 19a2 2 0 1 0 4 0 2 2 0 1 0-4 0Z",
);
pub const CUBE: Icon = Icon("M12 3l7.5 4.2v8.9L12 20.5l-7.5-4.4V7.2ZM4.5 7.2 12 11.6l7.5-4.4M12 11.6v8.9");
pub const CONTAINER: Icon = Icon("M3.5 7h17v10.5h-17ZM7.8 7v10.5M12 7v10.5M16.2 7v10.5");
pub const CYLINDER: Icon = Icon(
    "M5 6c0-1.7 3.1-3 7-3s7 1.3 7 3-3.1 3-7 3-7-1.3-7-3ZM5 6v12c0 1.7 3.1 3 7 3s7-1.3 7-3V6M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3",
);
pub const PLUG: Icon = Icon("M8.5 3v5M15.5 3v5M5.5 8h13v3a6.5 6.5 0 0 1-13 0ZM12 17.5V21");
pub const WAVES: Icon =
    Icon("M3 8c3-3.4 6 3.4 9 0s6 3.4 9 0M3 12.5c3-3.4 6 3.4 9 0s6 3.4 9 0M3 17c3-3.4 6 3.4 9 0s6 3.4 9 0");
pub const KEY: Icon =
    Icon("M7.5 16.2A4.6 4.6 0 1 1 11.8 10H21v3.4h-2.3v2.8h-3.4v-2.8h-3.5a4.6 4.6 0 0 1-4.3 2.8ZM7.4 11.6h.2");
pub const PADLOCK: Icon = Icon("M5.5 11h13v9.5h-13ZM8.5 11V7.3a3.5 3.5 0 0 1 7 0V11M12 14.5v2.5");
pub const SEAL: Icon = Icon(
    "M10 14H4.5V4h15v10H14M8 7.5h8M12 18.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM10.2 17.6 9.4 21.5l2.6-1.4 2.6 1.4-.8-3.9",
);
pub const PERSON: Icon = Icon("M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM5 20c0-3.6 3.1-5.8 7-5.8s7 2.2 7 5.8");
pub const BELL: Icon = Icon("M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15ZM10 20.6a2.1 2.1 0 0 0 4 0");
pub const MEGAPHONE: Icon = Icon("M4 9.5v5l3 .5 9.5 4.5v-15L7 9ZM7 15v5h3v-3.6M19 9.5a3.6 3.6 0 0 1 0 5");
pub const ENVELOPE: Icon = Icon("M3.5 6h17v12h-17ZM3.5 7l8.5 6.5L20.5 7");
pub const PAGE: Icon = Icon("M6 3.5h8.5l4 4v13H6ZM14.5 3.5v4h4M9 11.5h6.5M9 14.5h6.5M9 17.5h4");
pub const LAYERS: Icon = Icon("M12 3.5 20.5 8 12 12.5 3.5 8ZM3.5 12l8.5 4.5 8.5-4.5M3.5 16l8.5 4.5 8.5-4.5");
pub const GRID: Icon = Icon("M4 4h6.8v6.8H4ZM13.2 4H20v6.8h-6.8ZM4 13.2h6.8V20H4ZM13.2 13.2H20V20h-6.8Z");
pub const BRACES: Icon = Icon(
    "M9 4.5c-2 0-2.5 1-2.5 2.5v2.6c0 1.4-.8 2.4-2.5 2.4 1.7 0 2.5 1 2.5 2.4V17c0 1.5.5 2.5 2.5 2.5M15 4.5c2 0 2.5 1 2.5 2.5v2.6c0 1.4.8 2.4 2.5 2.4-1.7 0-2.5 1-2.5 2.4V17c0 1.5-.5 2.5-2.5 2.5",
);
pub const BUCKET: Icon = Icon(
    "M4 6c0-1.5 3.6-2.7 8-2.7S20 4.5 20 6s-3.6 2.7-8 2.7S4 7.5 4 6ZM4 6l2 12.8c.2 1.1 2.7 1.9 6 1.9s5.8-.8 6-1.9L20 6",
);
pub const TABLE: Icon = Icon("M4 5h16v14H4ZM4 9.7h16M4 14.3h16M9.5 5v14");
pub const SHIELD: Icon =
    Icon("M12 3l7.5 2.8v5.7c0 4.3-3 7.7-7.5 9.5-4.5-1.8-7.5-5.2-7.5-9.5V5.8ZM8.8 12l2.3 2.3 4.3-4.5");
pub const SCALE: Icon = Icon("M4 20V4M4 20h16M8 16v-3M12 16V9.5M16 16V6M13.5 8 16 5.5 18.5 8");
pub const BOX: Icon = Icon("M4.5 4.5h15v15h-15ZM4.5 9.5h15");
