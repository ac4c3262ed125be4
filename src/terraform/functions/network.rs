//! Functions on network prefixes.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::argument::{about, big_integer, integer, text};
use super::{Fault, Function, Kind, Param};
use crate::terraform::number::{BigInt, Sign};
use crate::terraform::types::Type;
use crate::terraform::value::Value;

const PREFIX: Param = Param::new("prefix", Kind::String);

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::new("cidrhost", &[PREFIX, Param::new("hostnum", Kind::Number)], Kind::String, host),
    Function::new("cidrnetmask", &[PREFIX], Kind::String, netmask),
    Function::new(
        "cidrsubnet",
        &[PREFIX, Param::new("newbits", Kind::Number), Param::new("netnum", Kind::Number)],
        Kind::String,
        subnet,
    ),
    Function::new("cidrsubnets", &[PREFIX], Kind::List(&Kind::String), subnets)
        .variadic(Param::new("newbits", Kind::Number)),
];

/// A prefix: the bits beyond `length` are zero.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Network {
    address: Address,
    length: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Address {
    bits: u128,
    /// 32 or 128.
    width: u32,
}

impl Address {
    /// An IPv4 address written as IPv6 (`::ffff:10.0.0.1`).
    fn is_mapped(self) -> bool {
        self.width == 128 && self.bits >> 32 == 0xffff
    }

    fn is_v4(self) -> bool {
        self.width == 32 || self.is_mapped()
    }

    fn masked(self, length: u32) -> Address {
        Address { bits: self.bits & mask(self.width, length), ..self }
    }

    /// The address with a number in the bits before the last `shift`; none if that is more than an address.
    fn with_number(self, number: &BigInt, shift: u32) -> Option<Address> {
        let combined = BigInt::from(self.bits) | (number << shift);
        let bits = u128::try_from(combined.magnitude()).ok()?;
        let fits = bits & !mask(self.width, self.width) == 0;
        fits.then_some(Address { bits, ..self })
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_v4() {
            write!(f, "{}", Ipv4Addr::from_bits(self.bits as u32))
        } else {
            write!(f, "{}", Ipv6Addr::from_bits(self.bits))
        }
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.address, self.length)
    }
}

/// The first `length` of `width` bits.
fn mask(width: u32, length: u32) -> u128 {
    let all = if width >= 128 { u128::MAX } else { (1 << width) - 1 };
    let rest = width.saturating_sub(length);
    all & u128::MAX.checked_shl(rest).unwrap_or(0)
}

impl Network {
    fn parse(text: &str) -> Result<Network, String> {
        let parsed = || {
            let (address, length) = text.split_once('/')?;
            let address = parse_v4(address)
                .map(|bits| Address { bits: bits.into(), width: 32 })
                .or_else(|| parse_v6(address).map(|bits| Address { bits, width: 128 }))?;
            let digits = !length.is_empty() && length.bytes().all(|b| b.is_ascii_digit());
            let length = length.parse().ok().filter(|length| digits && *length <= address.width)?;
            Some(Network { address: address.masked(length), length })
        };
        parsed().ok_or_else(|| format!("invalid CIDR expression: invalid CIDR address: {text}"))
    }

    fn last(self) -> u128 {
        self.address.bits | (mask(self.address.width, self.address.width) & !mask(self.address.width, self.length))
    }

    fn contains(self, address: Address) -> bool {
        address.masked(self.length) == self.address
    }

    fn at(self, bits: u128, length: u32) -> Network {
        Network { address: Address { bits, ..self.address }.masked(length), length }
    }

    /// The network of a length that holds the address before this one; it starts over at the end.
    fn before(self, length: u32) -> Network {
        let all = mask(self.address.width, self.address.width);
        self.at(self.address.bits.wrapping_sub(1) & all, length)
    }

    /// The next network of a length; none when there are no more addresses.
    fn after(self, length: u32) -> Option<Network> {
        let all = mask(self.address.width, self.address.width);
        let last = self.at(self.last(), length).last();
        (last != all).then(|| self.at(last + 1, length))
    }
}

/// The first network of the same size after a network that overlaps none of the others, in the private range that it lies in
/// (RFC 1918). None where it is no network of one, or none is left.
pub fn next_free<'a>(network: &str, others: impl Iterator<Item = &'a str>) -> Option<String> {
    let network = Network::parse(network).ok()?;
    let private =
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].iter().filter_map(|range| Network::parse(range).ok());
    let home = private.into_iter().find(|range| range.contains(network.address) && range.length <= network.length)?;
    let others: Vec<Network> = others.filter_map(|other| Network::parse(other).ok()).collect();
    let overlaps = |free: Network| {
        others.iter().copied().find(|other| other.contains(free.address) || free.contains(other.address))
    };
    let mut free = network;
    // Each step leaves one of the others behind for good.
    while let Some(other) = overlaps(free) {
        free = (if other.length < free.length { other } else { free }).after(network.length)?;
    }
    (home.contains(free.address)).then(|| free.to_string())
}

/// Decimal numbers between dots; leading zeros do not matter, unlike in the standard library.
fn parse_v4(text: &str) -> Option<u32> {
    let mut octets = text.split('.');
    let mut bits = 0;
    for _ in 0..4 {
        let octet = octets.next()?;
        if octet.is_empty() || !octet.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let value: u8 = octet.parse().ok()?;
        bits = bits << 8 | u32::from(value);
    }
    octets.next().is_none().then_some(bits)
}

fn parse_v6(text: &str) -> Option<u128> {
    // A dotted end is brought into the form that the standard library reads.
    if let Some((head, tail)) = text.rsplit_once(':')
        && tail.contains('.')
    {
        let tail = Ipv4Addr::from_bits(parse_v4(tail)?);
        return format!("{head}:{tail}").parse().map(Ipv6Addr::to_bits).ok();
    }
    text.parse().map(Ipv6Addr::to_bits).ok()
}

fn host(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let mut number = big_integer(&args[1]).map_err(Fault::new)?;
    let network = Network::parse(text(&args[0])).map_err(Fault::new)?;
    let free = network.address.width - network.length;
    let most = (BigInt::from(1) << free) - 1;
    // Only the lowest 64 bits are checked; negative numbers count from the end.
    let mut checked = BigInt::from(low_bits(&number) as i64);
    if number.sign() == Sign::Minus {
        checked = -&number - 1;
        number = &most - &checked;
    }
    if checked > most {
        let length = network.length;
        return Err(Fault::new(format!("prefix of {length} does not accommodate a host numbered {number}")));
    }
    let shift = network.address.width - if network.address.is_v4() { 32 } else { 128 };
    let address = network.address.with_number(&number, shift);
    address.map(|address| Value::string(address.to_string())).ok_or_else(|| out_of_range(&number))
}

fn low_bits(number: &BigInt) -> u64 {
    number.magnitude().iter_u64_digits().next().unwrap_or(0)
}

fn out_of_range(number: &BigInt) -> Fault {
    Fault::new(format!("there is no address with the number {number}"))
}

fn netmask(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let network = Network::parse(text(&args[0])).map_err(Fault::new)?;
    if !network.address.is_v4() {
        return Err(Fault::new(format!("IPv6 addresses cannot have a netmask: {}", text(&args[0]))));
    }
    let width = network.address.width;
    Ok(Value::string(Address { bits: mask(width, network.length), width }.to_string()))
}

fn subnet(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let bits = integer(&args[1]).map_err(Fault::new)?;
    let number = big_integer(&args[2]).map_err(Fault::new)?;
    let network = Network::parse(text(&args[0])).map_err(Fault::new)?;
    let (width, length) = (i64::from(network.address.width), i64::from(network.length));
    let new_length = length.saturating_add(bits);
    if new_length > width {
        return Err(Fault::new(format!("insufficient address space to extend prefix of {length} by {bits}")));
    }
    let most = u32::try_from(bits).ok().and_then(|bits| 1u64.checked_shl(bits)).map_or(u64::MAX, |count| count - 1);
    if low_bits(&number) > most {
        return Err(Fault::new(format!("prefix extension of {bits} does not accommodate a subnet numbered {number}")));
    }
    let Ok(new_length) = u32::try_from(new_length) else {
        return Err(Fault::new(format!("a prefix of {length} cannot be cut by {}", -bits)));
    };
    let address = network.address.with_number(&number, network.address.width - new_length);
    let address = address.ok_or_else(|| out_of_range(&number))?;
    Ok(Value::string(Network { address, length: new_length }.to_string()))
}

fn subnets(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let network = Network::parse(text(&args[0])).map_err(about(0))?;
    let width = network.address.width;
    let mut current = None;
    let mut all = Vec::new();
    for (i, arg) in args.iter().enumerate().skip(1) {
        let bits = integer(arg).map_err(about(i))?;
        if bits < 1 {
            return Err(Fault::at(i, "must extend prefix by at least one bit"));
        }
        let bits = u32::try_from(bits).ok().filter(|bits| *bits <= 32);
        let bits = bits.ok_or_else(|| Fault::at(i, "may not extend prefix by more than 32 bits"))?;
        let length = network.length + bits;
        if length > width {
            let protocol = if width == 32 { "IPv4" } else { "IPv6" };
            let message = format!("would extend prefix to {length} bits, which is too long for an {protocol} address");
            return Err(Fault::at(i, message));
        }
        let before = current.unwrap_or_else(|| network.before(length));
        let next = before.after(length).filter(|next| network.contains(next.address)).ok_or_else(|| {
            Fault::at(
                i,
                format!(
                    "not enough remaining address space for a subnet with a prefix of {length} bits after {before}"
                ),
            )
        })?;
        all.push(Value::string(next.to_string()));
        current = Some(next);
    }
    Ok(Value::list(Type::String, all))
}

#[cfg(test)]
mod tests {
    use super::next_free;

    #[test]
    fn the_next_network_overlaps_no_other() {
        for (network, others, free) in [
            ("10.10.0.0/16", &["10.10.0.0/16", "10.20.0.0/16"][..], Some("10.11.0.0/16")),
            ("10.10.0.0/16", &["10.10.0.0/15", "10.12.7.0/24"], Some("10.13.0.0/16")),
            ("10.10.0.0/16", &[], Some("10.10.0.0/16")),
            ("192.168.0.0/16", &["192.168.3.0/24"], None),
            ("10.255.0.0/16", &["10.255.0.0/16"], None),
            ("8.8.0.0/16", &["8.8.0.0/16"], None),
            ("2001:db8::/56", &["2001:db8::/56"], None),
            ("www.example.com", &["www.example.com"], None),
        ] {
            assert_eq!(next_free(network, others.iter().copied()).as_deref(), free, "{network}");
        }
    }
}
