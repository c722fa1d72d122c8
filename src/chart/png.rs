//! SVG to PNG, with the embedded fonts only: the same bytes on every machine.

use super::text;
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, LazyLock};

/// An SVG that cannot be made into a PNG.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    #[error("this is not an SVG that can be drawn: {0}")]
    Svg(String),
    #[error("a picture of {width} × {height} dots cannot be made; take fewer dots per inch")]
    Size { width: f64, height: f64 },
    #[error("the picture cannot be written as PNG: {0}")]
    Encoding(String),
}

static FONTS: LazyLock<Arc<usvg::fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(text::REGULAR.to_vec());
    fonts.load_font_data(text::BOLD.to_vec());
    fonts.set_sans_serif_family("Noto Sans");
    Arc::new(fonts)
});

/// Largest side of a picture in dots.
const MOST_DOTS: f64 = 20_000.0;

/// `svg` as PNG at `dpi` dots per inch, where 96 is one dot per CSS pixel: 192 for screens, 300 for print.
///
/// The file says its resolution, so that word processors show it at its real size.
///
/// # Errors
/// If the text is not SVG or the picture would be empty or larger than 20 000 dots.
pub fn png(svg: &str, dpi: f64) -> Result<Vec<u8>, PngError> {
    let options = usvg::Options { fontdb: FONTS.clone(), font_family: "Noto Sans".to_owned(), ..Default::default() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| PngError::Svg(error.to_string()))?;
    let zoom = dpi / 96.0;
    let (width, height) = (f64::from(tree.size().width()) * zoom, f64::from(tree.size().height()) * zoom);
    let (width, height) = (width.round(), height.round());
    if !(1.0..=MOST_DOTS).contains(&width) || !(1.0..=MOST_DOTS).contains(&height) {
        return Err(PngError::Size { width, height });
    }
    let mut picture = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or(PngError::Size { width, height })?;
    let zoom = tiny_skia::Transform::from_scale(zoom as f32, zoom as f32);
    resvg::render(&tree, zoom, &mut picture.as_mut());
    let bytes = picture.encode_png().map_err(|error| PngError::Encoding(error.to_string()))?;
    Ok(with_resolution(&bytes, dpi))
}

/// Length of the signature and of the header chunk, which is always first.
const HEAD: usize = 8 + 25;

/// Puts a `pHYs` chunk (PNG specification, 11.3.4.3) behind the header: dots per metre, both ways.
fn with_resolution(bytes: &[u8], dpi: f64) -> Vec<u8> {
    let per_metre = ((dpi / 0.0254).round() as u32).to_be_bytes();
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre);
    chunk.extend(per_metre);
    chunk.push(1);
    let mut out = bytes[..HEAD].to_vec();
    out.extend(9u32.to_be_bytes());
    out.extend(&chunk);
    out.extend(checksum(&chunk).to_be_bytes());
    out.extend(&bytes[HEAD..]);
    out
}

/// CRC-32 of a PNG chunk (PNG specification, annex D), bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str =
        "<svg width=\"96\" height=\"48\" xmlns=\"http://www.w3.org/2000/svg\"><text y=\"20\">a</text></svg>";

    #[test]
    fn the_checksum_is_the_one_of_the_specification() {
        // the CRC of an empty IEND chunk is printed in every PNG
        assert_eq!(checksum(b"IEND"), 0xae42_6082);
        // the usual check value of CRC-32
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn an_inch_at_300_dots_has_300_dots_and_says_so() {
        let bytes = png(SQUARE, 300.0).unwrap();
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!((number(16), number(20)), (300, 150));
        assert_eq!(&bytes[37..41], b"pHYs");
        // 300 / 0.0254 = 11 811.02
        assert_eq!((number(41), number(45), bytes[49]), (11_811, 11_811, 1));
        let picture = tiny_skia::Pixmap::decode_png(&bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (300, 150));
        assert!(picture.pixels().iter().any(|dot| dot.alpha() > 0), "the letter is drawn");
    }

    #[test]
    fn what_cannot_be_drawn_is_an_error() {
        assert!(matches!(png("<html/>", 96.0), Err(PngError::Svg(_))));
        assert!(matches!(png(SQUARE, 0.0), Err(PngError::Size { .. })));
        assert!(matches!(png(SQUARE, 1e9), Err(PngError::Size { .. })));
        assert!(matches!(png(SQUARE, f64::NAN), Err(PngError::Size { .. })));
    }
}
