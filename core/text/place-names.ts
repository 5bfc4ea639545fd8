/** The kind of unit in front of a name, which a map has no room for. */
const KIND_WORD = /^(Phường|Xã|Quận|Huyện|Thị xã|Thị trấn)\s+|\s+(Ward|Commune|District|Town)$/;

/** `Phường Ba Đình` → `Ba Đình`, `Ba Dinh Ward` → `Ba Dinh`. */
export function shortPlaceName(name: string): string {
  return name.replace(KIND_WORD, '');
}
