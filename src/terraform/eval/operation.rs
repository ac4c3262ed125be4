//! Unary and binary operators: conversion of the operands, and what is said when it fails.

use std::cmp::Ordering;

use crate::hcl::expr::{BinaryOp, BinaryOperator, Expression, UnaryOp, UnaryOperator};

use super::{Env, Evaluator};
use crate::terraform::convert::convert;
use crate::terraform::number::Number;
use crate::terraform::operators::{self, Failure};
use crate::terraform::types::Type;
use crate::terraform::value::Value;

const UNDEFINED_SUM: Failure = "can't compute sum of opposing infinities";
const UNDEFINED_DIFFERENCE: Failure = "can't subtract infinity from itself";
const UNDEFINED_PRODUCT: Failure = "can't multiply zero by infinity";
const UNDEFINED_QUOTIENT: Failure = "can't divide zero by zero or infinity by infinity";
const UNDEFINED_REMAINDER: Failure = "can't use modulo with infinity";

impl Evaluator<'_> {
    pub(super) fn unary(&mut self, operation: &UnaryOp, expr: &Expression, env: &Env<'_>) -> Value {
        let given = self.value(&operation.expr, env);
        let ty = match operation.operator {
            UnaryOperator::Neg => Type::Number,
            UnaryOperator::Not => Type::Bool,
        };
        let operand = match convert(&given, &ty) {
            Ok(operand) => operand,
            Err(mismatch) => {
                self.error(
                    "Invalid operand",
                    format!("Unsuitable value for unary operand: {mismatch}."),
                    operation.expr.span(),
                    Some(expr.span()),
                    Some((&operation.expr, env)),
                );
                return Value::unknown(ty);
            }
        };
        let result = match operation.operator {
            UnaryOperator::Neg => operators::negate(&operand),
            UnaryOperator::Not => operators::not(&operand),
        };
        result.unwrap_or_else(|failure| {
            self.error(
                "Operation failed",
                format!("Error during operation: {failure}."),
                expr.span(),
                None,
                Some((expr, env)),
            );
            Value::unknown(ty)
        })
    }

    pub(super) fn binary(&mut self, operation: &BinaryOp, env: &Env<'_>) -> Value {
        let operator = operation.operator;
        let (operands, result) = types(operator);
        let whole = operation.lhs_expr.start()..operation.rhs_expr.span().end;
        let before = self.diagnostics.len();
        let given_left = self.value(&operation.lhs_expr, env);
        let given_right = self.value(&operation.rhs_expr, env);
        let sides = [("left", &given_left, &operation.lhs_expr), ("right", &given_right, &operation.rhs_expr)];
        let mut converted = Vec::with_capacity(2);
        for (side, given, expr) in sides {
            match convert(given, &operands) {
                Ok(value) => converted.push(value),
                Err(mismatch) => self.error(
                    "Invalid operand",
                    format!("Unsuitable value for {side} operand: {mismatch}."),
                    expr.span(),
                    Some(whole.clone()),
                    Some((expr, env)),
                ),
            }
        }
        let [left, right] = converted.as_slice() else { return Value::unknown(result) };
        if self.diagnostics.len() > before {
            return Value::unknown(result);
        }
        apply(operator, left, right).unwrap_or_else(|failure| {
            if self.quiet {
                self.error("Operation failed", "", whole, None, None);
                return Value::unknown(result);
            }
            // The diagnostic is about the whole operation, so both sides' references are explained.
            let mut values = super::explain::values(&operation.lhs_expr, env, self.scope);
            for value in super::explain::values(&operation.rhs_expr, env, self.scope) {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            values.sort();
            let detail = format!("Error during operation: {failure}.");
            self.diagnostics.push(super::diagnostic_at(self.file, "Operation failed", detail, whole, None, values));
            Value::unknown(result)
        })
    }
}

/// The type of an operator's operands and that of its result.
fn types(operator: BinaryOperator) -> (Type, Type) {
    use BinaryOperator::{And, Div, Eq, Greater, GreaterEq, Less, LessEq, Minus, Mod, Mul, NotEq, Or, Plus};
    match operator {
        Eq | NotEq => (Type::Dynamic, Type::Bool),
        And | Or => (Type::Bool, Type::Bool),
        Less | LessEq | Greater | GreaterEq => (Type::Number, Type::Bool),
        Plus | Minus | Mul | Div | Mod => (Type::Number, Type::Number),
    }
}

fn apply(operator: BinaryOperator, a: &Value, b: &Value) -> Result<Value, Failure> {
    match operator {
        BinaryOperator::Eq => Ok(operators::equals(a, b)),
        BinaryOperator::NotEq => operators::not(&operators::equals(a, b)),
        BinaryOperator::And => operators::and(a, b),
        BinaryOperator::Or => operators::or(a, b),
        BinaryOperator::Less => operators::compare(a, b, Ordering::is_lt),
        BinaryOperator::LessEq => operators::compare(a, b, Ordering::is_le),
        BinaryOperator::Greater => operators::compare(a, b, Ordering::is_gt),
        BinaryOperator::GreaterEq => operators::compare(a, b, Ordering::is_ge),
        BinaryOperator::Plus => operators::arithmetic(a, b, Number::add, UNDEFINED_SUM),
        BinaryOperator::Minus => operators::arithmetic(a, b, Number::sub, UNDEFINED_DIFFERENCE),
        BinaryOperator::Mul => operators::arithmetic(a, b, Number::mul, UNDEFINED_PRODUCT),
        BinaryOperator::Div => operators::arithmetic(a, b, Number::div, UNDEFINED_QUOTIENT),
        BinaryOperator::Mod => operators::arithmetic(a, b, Number::rem, UNDEFINED_REMAINDER),
    }
}
